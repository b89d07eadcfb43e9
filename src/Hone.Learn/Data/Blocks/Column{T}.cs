namespace Hone.Learn;

/// <summary>A column whose rows are spans of one C# type, all of one length in a batch.</summary>
/// <typeparam name="T">float, long or byte.</typeparam>
public abstract class Column<T> : DirectColumn
    where T : unmanaged
{
    /// <summary>Writes one sample.</summary>
    /// <param name="index">Position in the list of items.</param>
    /// <param name="row">Its elements in the batch; the content is undefined before.</param>
    protected abstract void Write(int index, Span<T> row);

    /// <summary>Writes samples into a batch, one after another; one that fails is named.</summary>
    /// <inheritdoc/>
    public sealed override void Collate(ReadOnlySpan<int> indices, Tensor memory, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Span<T> values = memory.AsSpan<T>();
        int length = values.Length / indices.Length;
        for (int row = 0; row < indices.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Write(indices[row], values.Slice(row * length, length));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, ids[indices[row]], Name);
            }
        }
    }
}
