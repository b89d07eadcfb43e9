using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Divide : Node
    {
        private readonly Shape _aShape;
        private readonly Shape _bShape;
        private readonly Tensor _a;
        private readonly Tensor _b;

        private Divide(Tensor a, Tensor b)
            : base(a, b)
        {
            _aShape = a.Shape;
            _bShape = b.Shape;
            _a = Save(a);
            _b = Save(b);
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor a, Tensor b)
        {
            Tensor y = ElementwiseMap.Binary<DivideOperator>(a, b, nameof(Divide));
            return Tape.Needs(a, b) ? new Divide(a, b).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // d(a/b)/da = 1/b;  d(a/b)/db = -a/b^2
            Tensor scaled = ElementwiseMap.Binary<DivideOperator>(gradient, _b, Name);
            if (NeedsGradient(1))
            {
                Tensor perB = ElementwiseMap.Binary<DivideOperator>(ElementwiseMap.Binary<MultiplyOperator>(scaled, _a, Name), _b, Name);
                ElementwiseMap.UnaryInto<NegateOperator>(perB, perB, Name);
                Pass(1, Broadcasting.Reduce(perB, _bShape));
            }

            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(scaled, _aShape));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The elementwise quotient of two tensors.</summary>
        /// <remarks>y = a / b, element by element; division by zero gives an infinity or NaN as in IEEE 754. Shapes broadcast as in NumPy; both operands have one element type.</remarks>
        /// <param name="a">a: [...]</param>
        /// <param name="b">b: [...], broadcast against a.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ.</exception>
        public static Tensor Divide(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Divide.Forward(a, b);
        }
    }
}
