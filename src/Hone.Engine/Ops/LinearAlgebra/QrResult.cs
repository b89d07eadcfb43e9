namespace Hone;

/// <summary>a = Q R.</summary>
/// <param name="Q">[..., m, k] with k = min(m, n): orthonormal columns.</param>
/// <param name="R">[..., k, n]: zero below the diagonal.</param>
public sealed record QrResult(Tensor Q, Tensor R);
