using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Cholesky : Node
    {
        private readonly Tensor _l;

        private Cholesky(Tensor a, Tensor l)
            : base(a) => _l = Save(l);

        // Shape rule: [..., n, n] gives [..., n, n]. Forward:
        public static unsafe Tensor Forward(Tensor a)
        {
            int n = MatrixBatch.RequireSquare(a, nameof(Cholesky));
            double[] values = MatrixBatch.Read(a, nameof(Cholesky));
            fixed (double* memory = values)
            {
                for (int i = 0; i < MatrixBatch.Count(a.Shape) && n > 0; i++)
                {
                    int pivot = CholeskyFactorization.Factorize(memory + ((nint)i * n * n), n);
                    if (pivot >= 0)
                    {
                        throw new LinearAlgebraException(
                            "Cholesky needs positive definite matrices.",
                            $"pivot {pivot} of matrix {i} is not positive, in {a.Shape}",
                            nameof(Cholesky),
                            "add a small multiple of the identity, or look at the eigenvalues with SymmetricEigen")
                        {
                            Matrix = i,
                            Pivot = pivot,
                        };
                    }
                }
            }

            Tensor l = MatrixBatch.Write(values, a.Shape, a.DType);
            return Tape.Needs(a) ? new Cholesky(a, l).Attach(l) : l;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // 1. P = lower triangle of L^T dL, its diagonal halved.
            Tensor product = _l.Transpose().MatMul(gradient);
            Tensor lower = (product.Tril() + product.Tril(-1)) * 0.5;

            // 2. S = L^-T P L^-1, by two solutions with L^T: L^-T (L^-T P^T)^T.
            Tensor upper = _l.Transpose();
            Tensor inner = LuBatch.Solve(upper, lower.Transpose(), nameof(Cholesky)).Transpose();
            Tensor s = LuBatch.Solve(upper, inner, nameof(Cholesky));

            // 3. Both triangles share the gradient of a symmetric matrix.
            Pass(0, (s + s.Transpose()) * 0.5);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The lower triangular L with a = L L^T, for each symmetric positive definite matrix of a batch.</summary>
        /// <remarks>
        /// Reads the lower triangle; the gradient is spread over both, as if the matrix had been made symmetric before. Computed in float64 inside. PyTorch's
        /// <c>torch.linalg.cholesky</c>. Gradient: Murray 2016.
        /// </remarks>
        /// <param name="a">a: [..., n, n], floating point.</param>
        /// <returns>L: [..., n, n], zero above the diagonal.</returns>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="LinearAlgebraException">A matrix is not positive definite; the message names it and the pivot.</exception>
        /// <exception cref="HoneException">An element is not finite.</exception>
        public static Tensor Cholesky(this Tensor a)
        {
            ArgumentNullException.ThrowIfNull(a);
            return Ops.Cholesky.Forward(a);
        }
    }
}
