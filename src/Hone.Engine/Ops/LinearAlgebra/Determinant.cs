using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The determinant of each matrix of a batch; 0 for a singular one.</summary>
    /// <remarks>The product of the pivots of an LU factorization, in float64 inside. PyTorch's <c>torch.linalg.det</c>, without its gradient.</remarks>
    /// <param name="a">a: [..., n, n], floating point, without gradients.</param>
    /// <returns>[...]</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="HoneException">a requires gradients, or an element is not finite.</exception>
    public static Tensor Determinant(this Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        MatrixBatch.RequireSquare(a, nameof(Determinant));
        MatrixBatch.RefuseGradient(a, nameof(Determinant));
        return LuBatch.Determinant(a, nameof(Determinant));
    }
}
