using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Eigenvalues and eigenvectors of each symmetric matrix of a batch.</summary>
    /// <remarks>
    /// Householder reduction to tridiagonal form and implicit QL, in float64 inside. Reads the lower triangle. The sign of a vector is arbitrary.
    /// PyTorch's <c>torch.linalg.eigh</c>, without its gradient.
    /// </remarks>
    /// <param name="a">a: [..., n, n], floating point, without gradients.</param>
    /// <returns>Values: [..., n], smallest first, and Vectors: [..., n, n] in columns.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="LinearAlgebraException">The iteration does not converge.</exception>
    /// <exception cref="HoneException">a requires gradients, or an element is not finite.</exception>
    public static unsafe SymmetricEigenResult SymmetricEigen(this Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        int n = MatrixBatch.RequireSquare(a, nameof(SymmetricEigen));
        MatrixBatch.RefuseGradient(a, nameof(SymmetricEigen));
        double[] matrices = MatrixBatch.Read(a, nameof(SymmetricEigen));
        int count = MatrixBatch.Count(a.Shape);
        var values = new double[(nint)count * n];
        var vectors = new double[matrices.Length];
        var beside = new double[n];
        var rows = new double[(nint)n * n];
        fixed (double* from = matrices, value = values, e = beside, q = rows)
        {
            for (nint i = 0; i < count && n > 0; i++)
            {
                double* matrix = from + (i * n * n);
                double* d = value + (i * n);
                for (nint row = 0; row < n; row++)
                {
                    for (nint column = row + 1; column < n; column++)
                    {
                        matrix[(row * n) + column] = matrix[(column * n) + row];
                    }
                }

                SymmetricTridiagonal.Reduce(matrix, n, d, e, q);
                if (!TridiagonalQl.Run(d, e, q, n))
                {
                    throw new LinearAlgebraException("SymmetricEigen iterates until every eigenvalue stands alone.", $"matrix {i} of {a.Shape} did not get there", nameof(SymmetricEigen), "scale the matrix so that its largest element is near 1")
                    {
                        Matrix = (int)i,
                    };
                }

                // Smallest first; eigenvectors from rows to columns.
                Span<double> found = values.AsSpan((int)(i * n), n);
                int[] order = [.. Enumerable.Range(0, n)];
                found.Sort(order);
                for (int column = 0; column < n; column++)
                {
                    double* vector = q + ((nint)order[column] * n);
                    for (nint row = 0; row < n; row++)
                    {
                        vectors[(i * n * n) + (row * n) + column] = vector[row];
                    }
                }
            }
        }

        return new SymmetricEigenResult(
            MatrixBatch.Write(values, MatrixBatch.With(a.Shape, n), a.DType),
            MatrixBatch.Write(vectors, a.Shape, a.DType));
    }
}
