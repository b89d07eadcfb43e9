namespace Hone;

/// <summary>a = Vectors diag(Values) Vectors^T.</summary>
/// <param name="Values">[..., n]: eigenvalues, smallest first.</param>
/// <param name="Vectors">[..., n, n]: column j is the eigenvector of value j; orthonormal.</param>
public sealed record SymmetricEigenResult(Tensor Values, Tensor Vectors);
