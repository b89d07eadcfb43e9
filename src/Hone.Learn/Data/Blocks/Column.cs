using Hone.Nn;

namespace Hone.Learn;

/// <summary>One part of all samples, such as their images or their categories, that writes itself into batches.</summary>
/// <remarks>
/// Used by several threads at once: implementations hold no state that changes. A column of your own derives from <see cref="Column{T}"/> where all samples have one shape, from
/// <see cref="PaddedColumn{T}"/> where they are sequences of different lengths, from <see cref="DirectColumn"/> where a batch is put together as a whole (PyTorch's <c>collate_fn</c>), and from
/// <see cref="SampleColumn"/> where samples pass through the item transforms first.
/// </remarks>
public abstract class Column
{
    private protected Column()
    {
    }

    /// <summary>Name of the part in messages, such as <c>image</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Shape of one sample as models see it, such as <c>[1, 28, 28]</c>; <c>[]</c> for a category.</summary>
    public abstract Shape RowShape { get; }

    /// <summary>Type of the elements.</summary>
    public abstract DType DType { get; }

    /// <summary>Classes by index, for a column of categories; otherwise empty.</summary>
    public virtual IReadOnlyList<string> Vocab => [];

    /// <summary>A class index that is neither learned from nor judged, such as unlabelled pixels; null for none.</summary>
    public virtual int? IgnoredIndex => null;

    /// <summary>The loss that fits this target; null when it is for the user to choose. fastai's blocks carry theirs too.</summary>
    public virtual Loss? DefaultLoss => null;

    /// <summary>The steps that one sample goes through, for people.</summary>
    /// <param name="index">Position in the list of items.</param>
    /// <returns>Pairs of a step and its result.</returns>
    public abstract IEnumerable<SummaryStep> Describe(int index);

    /// <summary>Memory for a batch from the pool, in the order in which rows are written.</summary>
    /// <param name="count">Samples in the batch.</param>
    /// <returns>A row-major tensor with undefined content.</returns>
    public abstract Tensor RentBatch(int count);

    /// <summary>Memory for a batch of certain samples, where the shape of the batch depends on them: as long as the longest of them. Like any other batch of as many unless overridden.</summary>
    /// <param name="indices">Positions in the list of items, in the order of the rows.</param>
    /// <returns>A row-major tensor of <see cref="DType"/> with as many rows as there are samples and undefined content; anything else is an error that names the column.</returns>
    public virtual Tensor RentFor(ReadOnlySpan<int> indices) => RentBatch(indices.Length);

    /// <summary>
    /// The length of the sample at a position in the list of items, where lengths differ and training batches should hold similar ones (fastai's <c>SortedDL</c>); null where all have one shape. Only
    /// that of the first input is asked for. Where it is not null, the first number of <see cref="RowShape"/> may be another one in each batch and in new items.
    /// </summary>
    public virtual Func<int, int>? Lengths => null;

    /// <summary>The batch as models see it: <c>[batch, ...RowShape]</c>.</summary>
    /// <param name="memory">What <see cref="RentBatch"/> returned.</param>
    /// <returns>The same memory, perhaps with its axes in another order.</returns>
    public virtual Tensor View(Tensor memory) => memory;

    /// <summary>Turns a row of a batch back into what people can look at.</summary>
    /// <param name="memory">Rows in the order in which they are written, as <see cref="RentBatch"/> returns them; or predictions in that form.</param>
    /// <param name="row">Which row.</param>
    /// <returns>Text, and a picture where there is one.</returns>
    public abstract DecodedPart Decode(Tensor memory, int row);

    /// <summary>The indices in <see cref="Vocab"/> of a sample's classes, none where it has no label; null where samples are no classes, such as masks.</summary>
    internal virtual Func<int, IReadOnlyList<int>>? Classes => null;

    /// <summary>Whether samples have the shape of another column's; lengths that differ anyway may differ here too.</summary>
    internal bool HasRowsOf(Column other) => Lengths is null || RowShape.Rank == 0
        ? RowShape == other.RowShape
        : RowShape.Rank == other.RowShape.Rank && RowShape.AsSpan()[1..].SequenceEqual(other.RowShape.AsSpan()[1..]);
}
