using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Zeroes whole samples with probability p and scales the others by 1 / (1 - p), when training: stochastic depth for the branch of a residual block.</summary>
    /// <remarks>
    /// Add the shortcut to the result: a dropped sample takes the shortcut alone. Drawn again in backward, as in <see cref="Dropout"/>.
    /// torchvision's <c>stochastic_depth</c> in mode <c>row</c>, timm's <c>drop_path</c>. Source: Huang et al. 2016.
    /// </remarks>
    /// <param name="x">x: [batch, ...], floating point.</param>
    /// <param name="p">Probability of zero, in 0..1.</param>
    /// <param name="training">Whether to drop at all; otherwise x comes back.</param>
    /// <param name="stream">Gives one key for each call.</param>
    /// <returns>y: [batch, ...]</returns>
    /// <exception cref="HoneException">p is not a probability, or the elements are not floating point.</exception>
    /// <exception cref="ShapeException">x has no axis.</exception>
    public static Tensor DropPath(this Tensor x, double p, bool training, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(stream);
        DropoutMask.Check(x, p, Math.Max(1, x.Rank), nameof(DropPath));
        return training && p > 0 ? Ops.Dropout.Forward(x, p, stream, [.. Enumerable.Range(1, x.Rank - 1)]) : x;
    }
}
