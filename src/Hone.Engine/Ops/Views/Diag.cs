using Hone.Autograd;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for both ways between a matrix and a diagonal of it.</summary>
    internal sealed class Diag : Node
    {
        private readonly Shape _shape;
        private readonly int _diagonal;

        private Diag(Tensor x, int diagonal)
            : base(x)
        {
            _shape = x.Shape;
            _diagonal = diagonal;
        }

        public static Tensor Forward(Tensor x, int diagonal)
        {
            if (x.Rank is not (1 or 2))
            {
                throw new ShapeException(
                    "Diag takes a vector [n], which it puts on a diagonal, or a matrix [rows, columns], whose diagonal it gives.",
                    $"shape {x.Shape}",
                    nameof(Diag),
                    "take a matrix out of a batch first, or multiply by Eye");
            }

            Tensor y = x.Rank == 1 ? Matrix(x, Sides(x.Shape[0], diagonal), diagonal) : View(x, diagonal);
            return Tape.Needs(x) ? new Diag(x, diagonal).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) =>
            Pass(0, _shape.Rank == 1 ? View(gradient, _diagonal) : Matrix(gradient, _shape, _diagonal));

        /// <summary>The square matrix that a vector fills as its diagonal.</summary>
        private static Shape Sides(int length, int diagonal)
        {
            int side = (int)Math.Min(length + Math.Abs((long)diagonal), int.MaxValue);
            return [side, side];
        }

        /// <summary>A vector on a diagonal of a matrix of zeros.</summary>
        private static Tensor Matrix(Tensor vector, Shape shape, int diagonal)
        {
            Tensor y = Tensor.Zeros(shape, vector.DType);
            View(y, diagonal).CopyValues(vector);
            return y;
        }

        /// <summary>A diagonal of a matrix; shares memory.</summary>
        private static Tensor View(Tensor x, int diagonal)
        {
            long row = Math.Max(0, -(long)diagonal);
            long column = Math.Max(0, (long)diagonal);
            int length = (int)Math.Max(0, Math.Min(x.Shape[0] - row, x.Shape[1] - column));
            int rowStride = x.Strides[0];
            int columnStride = x.Strides[1];
            nint offset = length == 0 ? 0 : (nint)((row * rowStride) + (column * columnStride));
            return Tensor.At(x.Storage, x.Offset + offset, [length], SizeList.Of(rowStride + columnStride), x.DType);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A square matrix with a vector on its diagonal and zeros elsewhere, or the diagonal of a matrix.</summary>
        /// <remarks>y[i, i + diagonal] = x[i], or y[i] = x[i, i + diagonal]; PyTorch's <c>torch.diag</c>, except that the diagonal of a matrix shares its memory.</remarks>
        /// <param name="x">x: [n] or [rows, columns].</param>
        /// <param name="diagonal">Which one: 0 is the main diagonal, positive ones lie above it, negative ones below.</param>
        /// <returns>y: [n + |diagonal|, n + |diagonal|] of a vector; of a matrix [count], empty where the matrix has no such diagonal.</returns>
        /// <exception cref="ShapeException">x has other than one or two axes.</exception>
        public static Tensor Diag(this Tensor x, int diagonal = 0)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Diag.Forward(x, diagonal);
        }
    }
}
