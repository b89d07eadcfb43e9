using Hone.Nn;

namespace Hone.Learn;

/// <summary>One part of all samples, such as their images or their categories, that writes itself into batches.</summary>
/// <remarks>Used by several threads at once: implementations hold no state that changes. Derive from <see cref="Column{T}"/>.</remarks>
public abstract class Column
{
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

    /// <summary>Memory for a batch of certain samples, where their lengths differ; like any other batch of as many unless overridden.</summary>
    /// <param name="indices">Positions in the list of items.</param>
    internal virtual Tensor RentFor(ReadOnlySpan<int> indices) => RentBatch(indices.Length);

    /// <summary>The length of the sample at a position in the list of items, where lengths differ and batches should hold similar ones; null where all have one shape.</summary>
    internal virtual Func<int, int>? Lengths => null;

    /// <summary>The batch as models see it: <c>[batch, ...RowShape]</c>.</summary>
    /// <param name="memory">What <see cref="RentBatch"/> returned.</param>
    /// <returns>The same memory, perhaps with its axes in another order.</returns>
    public virtual Tensor View(Tensor memory) => memory;

    /// <summary>Turns a row of a batch back into what people can look at.</summary>
    /// <param name="memory">Rows in the order in which they are written, as <see cref="RentBatch"/> returns them; or predictions in that form.</param>
    /// <param name="row">Which row.</param>
    /// <returns>Text, and a picture where there is one.</returns>
    public abstract DecodedPart Decode(Tensor memory, int row);
}
