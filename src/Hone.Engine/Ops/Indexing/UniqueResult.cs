namespace Hone;

/// <summary>The different values of a tensor; the result of Unique.</summary>
/// <param name="Values">[count], ascending.</param>
/// <param name="Inverse">Like the input, Int64: for each element the place of its value.</param>
/// <param name="Counts">[count], Int64: how often each value occurs.</param>
public sealed record UniqueResult(Tensor Values, Tensor Inverse, Tensor Counts);
