using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone;

public static partial class TensorOperations
{
    /// <summary>The reduced QR factorization, a = Q R, of each matrix of a batch.</summary>
    /// <remarks>
    /// Householder reflections, in float64 inside; signs as in LAPACK. PyTorch's <c>torch.linalg.qr</c>, mode <c>reduced</c>. The gradient exists where the first k
    /// columns are linearly independent; elsewhere backward throws, where PyTorch gives infinities or NaN. Gradient: Walter and Lehmann 2012, "Algorithmic differentiation
    /// of linear algebra functions", for m &lt; n Roberts and Roberts 2020.
    /// </remarks>
    /// <param name="a">a: [..., m, n], floating point.</param>
    /// <returns>Q: [..., m, k] and R: [..., k, n], k = min(m, n).</returns>
    /// <exception cref="ShapeException">Fewer than two axes.</exception>
    /// <exception cref="LinearAlgebraException">In backward: a matrix is not of full rank; the message names it and the pivot.</exception>
    /// <exception cref="HoneException">An element is not finite.</exception>
    public static unsafe QrResult Qr(this Tensor a)
    {
        ArgumentNullException.ThrowIfNull(a);
        double[] columns = MatrixBatch.Read(a.Rank < 2 ? a : a.Detach().Transpose(), nameof(Qr));
        int m = a.Shape[-2];
        int n = a.Shape[-1];
        int k = Math.Min(m, n);
        int count = MatrixBatch.Count(a.Shape);
        var q = new double[(nint)count * k * m];
        var r = new double[(nint)count * k * n];
        fixed (double* from = columns, left = q, right = r)
        {
            for (nint i = 0; i < count && k > 0; i++)
            {
                HouseholderQr.Factorize(from + (i * m * n), m, n, left + (i * k * m), right + (i * k * n));
            }
        }

        Tensor byColumns = MatrixBatch.Write(q, MatrixBatch.With(a.Shape, k, m), a.DType);
        var result = new QrResult(byColumns.Transpose().Contiguous(), MatrixBatch.Write(r, MatrixBatch.With(a.Shape, k, n), a.DType));
        return Tape.Needs(a) ? new QrResult(QrOrthogonal.Record(a, result), QrTriangular.Record(a, result)) : result;
    }
}
