using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Expand : Node
    {
        private readonly Shape _shape;

        private Expand(Tensor x)
            : base(x) => _shape = x.Shape;

        public static Tensor Forward(Tensor x, Shape shape)
        {
            if (x.Rank > shape.Rank || Broadcasting.Combine(x.Shape, shape, nameof(Expand)) != shape)
            {
                throw new ShapeException("Expand repeats axes of size 1 only.", $"{x.Shape} to {shape}", nameof(Expand), "add axes of size 1 with Unsqueeze first");
            }

            Tensor y = Tensor.At(x.Storage, x.Offset, shape, Broadcasting.Strides(x, shape), x.DType);
            return Tape.Needs(x) ? new Expand(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Broadcasting.Reduce(gradient, _shape));
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Repeats axes of size 1, and new axes in front, without copying; shares memory.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="shape">The new shape; sizes are x's where x's are not 1.</param>
        /// <returns>y: the new shape.</returns>
        /// <exception cref="ShapeException">A size differs from x's and x's is not 1.</exception>
        public static Tensor Expand(this Tensor x, Shape shape)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Expand.Forward(x, shape);
        }
    }
}
