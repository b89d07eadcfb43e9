namespace Hone.Learn;

/// <summary>A column whose samples are written into a batch as they are: categories, numbers, words.</summary>
/// <remarks>
/// Derive from it to put a batch together as a whole, as with PyTorch's <c>collate_fn</c>: <see cref="Column.RentFor"/> gives a batch of certain samples its shape, <see cref="Collate"/> fills it.
/// Where samples can be written one by one, <see cref="Column{T}"/> and <see cref="PaddedColumn{T}"/> need less and name the sample that fails.
/// </remarks>
public abstract class DirectColumn : Column
{
    /// <summary>Writes samples into a batch; called on loader threads.</summary>
    /// <param name="indices">Positions in the list of items.</param>
    /// <param name="memory">What <see cref="Column.RentFor"/> returned for these samples; all of it must be written.</param>
    /// <param name="ids">Identities of all items by position in the list, for messages.</param>
    /// <param name="cancellationToken">Stops between two samples.</param>
    /// <exception cref="HoneDataException">A sample does not fit; the message names it. Whatever else is thrown becomes one that names the batch.</exception>
    public abstract void Collate(ReadOnlySpan<int> indices, Tensor memory, IReadOnlyList<string> ids, CancellationToken cancellationToken);
}
