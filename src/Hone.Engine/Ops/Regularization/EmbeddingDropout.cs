using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Zeroes whole rows of an embedding table with probability p and scales the others by 1 / (1 - p), when training.</summary>
    /// <remarks>
    /// A word that is dropped is dropped wherever it occurs in the batch. Look indices up in the result. One mask over [rows] for each call, drawn again in
    /// backward. The mask of fastai's <c>EmbeddingDropout</c>. Source: Merity et al. 2017.
    /// </remarks>
    /// <param name="x">x: [rows, features], floating point.</param>
    /// <param name="p">Probability of zero, in 0..1.</param>
    /// <param name="training">Whether to drop at all; otherwise x comes back.</param>
    /// <param name="stream">Gives one key for each call.</param>
    /// <returns>y: [rows, features]</returns>
    /// <exception cref="HoneException">p is not a probability, or the elements are not floating point.</exception>
    /// <exception cref="ShapeException">x has not 2 axes.</exception>
    public static Tensor EmbeddingDropout(this Tensor x, double p, bool training, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(stream);
        DropoutMask.Check(x, p, 2, nameof(EmbeddingDropout));
        return training && p > 0 ? Ops.Dropout.Forward(x, p, stream, 1) : x;
    }
}
