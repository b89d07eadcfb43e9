using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Subtract : Node
    {
        private readonly Shape _aShape;
        private readonly Shape _bShape;

        private Subtract(Tensor a, Tensor b)
            : base(a, b)
        {
            _aShape = a.Shape;
            _bShape = b.Shape;
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor a, Tensor b)
        {
            Tensor y = ElementwiseMap.Binary<SubtractOperator>(a, b, nameof(Subtract));
            return Tape.Needs(a, b) ? new Subtract(a, b).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(gradient, _aShape));
            }

            if (NeedsGradient(1))
            {
                Pass(1, Broadcasting.Reduce(ElementwiseMap.Unary<NegateOperator>(gradient, Name), _bShape));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The difference of two tensors.</summary>
        /// <remarks>y = a - b. Shapes broadcast as in NumPy; both operands have one element type.</remarks>
        /// <param name="a">a: [...]</param>
        /// <param name="b">b: [...], broadcast against a.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ.</exception>
        public static Tensor Subtract(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Subtract.Forward(a, b);
        }
    }
}
