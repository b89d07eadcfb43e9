using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Zeroes features with probability p, the same at every time step of a sequence, when training.</summary>
    /// <remarks>
    /// One mask over [batch, features] for each call, kept ones scaled by 1 / (1 - p) and drawn again in backward. fastai's <c>RNNDropout</c>.
    /// Source: Gal, Ghahramani 2016.
    /// </remarks>
    /// <param name="x">x: [batch, time, features], floating point.</param>
    /// <param name="p">Probability of zero, in 0..1.</param>
    /// <param name="training">Whether to drop at all; otherwise x comes back.</param>
    /// <param name="stream">Gives one key for each call.</param>
    /// <returns>y: [batch, time, features]</returns>
    /// <exception cref="HoneException">p is not a probability, or the elements are not floating point.</exception>
    /// <exception cref="ShapeException">x has not 3 axes.</exception>
    public static Tensor RnnDropout(this Tensor x, double p, bool training, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(stream);
        DropoutMask.Check(x, p, 3, nameof(RnnDropout));
        return training && p > 0 ? Ops.Dropout.Forward(x, p, stream, 1) : x;
    }
}
