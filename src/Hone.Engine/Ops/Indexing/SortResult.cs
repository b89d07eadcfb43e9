namespace Hone;

/// <summary>Elements in order, and where they stood along their axis; the result of Sort and TopK.</summary>
/// <param name="Values">The elements; gradients pass through them.</param>
/// <param name="Indices">Their places in the input, Int64.</param>
public sealed record SortResult(Tensor Values, Tensor Indices);
