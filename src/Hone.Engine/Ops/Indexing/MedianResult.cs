namespace Hone;

/// <summary>The middle elements along an axis, and where they stood; the result of Median.</summary>
/// <param name="Values">The elements; gradients pass through them.</param>
/// <param name="Indices">Their places along the axis, Int64.</param>
public sealed record MedianResult(Tensor Values, Tensor Indices);
