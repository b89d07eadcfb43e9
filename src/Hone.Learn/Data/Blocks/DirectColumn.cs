namespace Hone.Learn;

/// <summary>A column whose samples are written into a batch as they are: categories, numbers, words.</summary>
public abstract class DirectColumn : Column
{
    private protected DirectColumn()
    {
    }

    /// <summary>Writes samples into a batch, one after another.</summary>
    /// <param name="indices">Positions in the list of items.</param>
    /// <param name="memory">What <see cref="Column.RentBatch"/> returned.</param>
    /// <param name="ids">Identities of all items, for messages.</param>
    /// <param name="cancellationToken">Stops between two samples.</param>
    internal abstract void Collate(ReadOnlySpan<int> indices, Tensor memory, IReadOnlyList<string> ids, CancellationToken cancellationToken);
}
