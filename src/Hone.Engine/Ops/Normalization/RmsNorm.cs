namespace Hone;

public static partial class TensorOperations
{
    /// <summary>RMS normalization: each row of features is divided by the root of its mean square, then scaled by learned numbers.</summary>
    /// <remarks>
    /// y = x / sqrt(mean of x^2 + eps) * weight, with the mean over the last axes of each item for itself: <see cref="LayerNorm"/> without the
    /// subtraction. <c>F.rms_norm</c> of PyTorch 2.4; Zhang and Sennrich 2019.
    /// </remarks>
    /// <param name="x">x: [..., normalized shape]</param>
    /// <param name="normalizedShape">Sizes of the last axes, which are normalized together.</param>
    /// <param name="weight">weight: [normalized shape], the scale; null for ones.</param>
    /// <param name="eps">Added to the mean of squares; null stands for the type's distance from 1 to the next number, as in PyTorch.</param>
    /// <returns>y: [...], like x.</returns>
    /// <exception cref="ShapeException">The last axes of x, or weight, have other sizes or types; eps is negative.</exception>
    public static Tensor RmsNorm(this Tensor x, Shape normalizedShape, Tensor? weight = null, double? eps = null)
    {
        ArgumentNullException.ThrowIfNull(x);

        // 2^-23 and 2^-52
        double distance = x.DType == DType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1;
        return Ops.LayerNorm.Forward(x, normalizedShape, weight, null, eps ?? distance, centered: false, nameof(RmsNorm));
    }
}
