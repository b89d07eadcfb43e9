using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>Eigenvalues and eigenvectors of each symmetric matrix of a batch.</summary>
    /// <remarks>
    /// Householder reduction to tridiagonal form and implicit QL, in float64 inside. Reads the lower triangle. The sign of a vector is arbitrary.
    /// PyTorch's <c>torch.linalg.eigh</c>.
    /// <para>
    /// The gradient is spread over both triangles, as if the matrix had been made symmetric before. That of the values always exists; that of the vectors exists where no two
    /// values are equal, and grows without bound near such matrices. Where it does not exist, backward throws (PyTorch gives infinities or NaN), unless the gradient that
    /// arrives asks for nothing there. It means something for functions that do not depend on the signs of the vectors. Gradient: Seeger et al. 2017,
    /// "Auto-differentiating linear algebra".
    /// </para>
    /// </remarks>
    /// <param name="a">a: [..., n, n], floating point.</param>
    /// <returns>Values: [..., n], smallest first, and Vectors: [..., n, n] in columns.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="LinearAlgebraException">The iteration does not converge; in backward: two eigenvalues are equal, and the message names them.</exception>
    /// <exception cref="HoneException">An element is not finite.</exception>
    public static unsafe SymmetricEigenResult SymmetricEigen(this Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        int n = MatrixBatch.RequireSquare(a, nameof(SymmetricEigen));
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

        var result = new SymmetricEigenResult(
            MatrixBatch.Write(values, MatrixBatch.With(a.Shape, n), a.DType),
            MatrixBatch.Write(vectors, a.Shape, a.DType));
        return Tape.Needs(a)
            ? new SymmetricEigenResult(EigenValues.Record(a, result.Values, result.Vectors), EigenVectors.Record(a, result.Values, result.Vectors))
            : result;
    }
}
