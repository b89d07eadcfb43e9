namespace Hone;

/// <summary>a = U diag(S) Vh.</summary>
/// <param name="U">[..., m, k] with k = min(m, n): orthonormal columns, the left singular vectors.</param>
/// <param name="S">[..., k]: singular values, largest first.</param>
/// <param name="Vh">[..., k, n]: orthonormal rows, the right singular vectors.</param>
public sealed record SvdResult(Tensor U, Tensor S, Tensor Vh);
