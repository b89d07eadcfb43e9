using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The reduced singular value decomposition, a = U diag(S) Vh, of each matrix of a batch.</summary>
    /// <remarks>
    /// QR, then one-sided Jacobi rotations, in float64 inside: exact, and made for matrices of up to a few hundred columns or rows, whichever are fewer; for
    /// the principal components of more, use <see cref="SymmetricEigen"/> on their covariance. The sign of a pair of vectors is arbitrary. PyTorch's
    /// <c>torch.linalg.svd</c> with <c>full_matrices=False</c>.
    /// <para>
    /// The gradient of S always exists; that of U and Vh exists where no two singular values are equal, for the longer vectors of a matrix that is not square where none is
    /// 0, and it grows without bound near such matrices. Where it does not exist, backward throws (PyTorch gives infinities or NaN), unless the gradient that arrives asks
    /// for nothing there. It means something for functions that do not depend on the signs of the vectors. Gradient: Seeger et al. 2017, "Auto-differentiating linear
    /// algebra"; Townsend 2016.
    /// </para>
    /// </remarks>
    /// <param name="a">a: [..., m, n], floating point.</param>
    /// <returns>U: [..., m, k], S: [..., k] and Vh: [..., k, n], k = min(m, n).</returns>
    /// <exception cref="ShapeException">Fewer than two axes.</exception>
    /// <exception cref="LinearAlgebraException">The rotations do not converge; in backward: singular values are equal or 0, and the message names them.</exception>
    /// <exception cref="HoneException">An element is not finite.</exception>
    public static unsafe SvdResult Svd(this Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        bool isWide = a.Rank >= 2 && a.Shape[-1] > a.Shape[-2];

        // The kernel takes columns of a tall matrix: the rows of a wide one are those of its transpose.
        double[] columns = MatrixBatch.Read(isWide || a.Rank < 2 ? a : a.Detach().Transpose(), nameof(Svd));
        int longer = Math.Max(a.Shape[-1], a.Shape[-2]);
        int k = Math.Min(a.Shape[-1], a.Shape[-2]);
        int count = MatrixBatch.Count(a.Shape);
        var left = new double[(nint)count * k * longer];
        var values = new double[(nint)count * k];
        var right = new double[(nint)count * k * k];
        fixed (double* from = columns, u = left, s = values, v = right)
        {
            for (nint i = 0; i < count && k > 0; i++)
            {
                if (!ThinSvd.Run(from + (i * k * longer), longer, k, u + (i * k * longer), s + (i * k), v + (i * k * k)))
                {
                    throw new LinearAlgebraException("Svd rotates until all columns are orthogonal.", $"matrix {i} of {a.Shape} did not get there", nameof(Svd), "scale the matrix so that its largest element is near 1")
                    {
                        Matrix = (int)i,
                    };
                }
            }
        }

        Tensor longRows = MatrixBatch.Write(left, MatrixBatch.With(a.Shape, k, longer), a.DType);
        Tensor shortRows = MatrixBatch.Write(right, MatrixBatch.With(a.Shape, k, k), a.DType);
        Tensor singular = MatrixBatch.Write(values, MatrixBatch.With(a.Shape, k), a.DType);
        SvdResult result = isWide
            ? new SvdResult(shortRows.Transpose().Contiguous(), singular, longRows)
            : new SvdResult(longRows.Transpose().Contiguous(), singular, shortRows);
        return Tape.Needs(a)
            ? new SvdResult(SvdVectors.Record(a, result, isRight: false), SvdValues.Record(a, result), SvdVectors.Record(a, result, isRight: true))
            : result;
    }
}
