using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Minimum : Node
    {
        private readonly Tensor _a;
        private readonly Tensor _b;

        private Minimum(Tensor a, Tensor b)
            : base(a, b)
        {
            _a = Save(a);
            _b = Save(b);
        }

        // Shape rule: Broadcasting.Combine. Forward:
        public static Tensor Forward(Tensor a, Tensor b)
        {
            Tensor y = ElementwiseMap.Binary<MinimumOperator>(a, b, nameof(Minimum));
            return Tape.Needs(a, b) ? new Minimum(a, b).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // Each operand receives dy where it is the smaller one, and half of it where both are equal.
            if (NeedsGradient(0))
            {
                Pass(0, Broadcasting.Reduce(Share(_a, _b, gradient), _a.Shape));
            }

            if (NeedsGradient(1))
            {
                Pass(1, Broadcasting.Reduce(Share(_b, _a, gradient), _b.Shape));
            }
        }

        private static Tensor Share(Tensor own, Tensor other, Tensor gradient)
        {
            Tensor share = ElementwiseMap.Binary<MinimumShareOperator>(own, other, nameof(Minimum));
            ElementwiseMap.BinaryInto<MultiplyOperator>(share, share, gradient);
            return share;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The smaller of two elements, element by element.</summary>
        /// <remarks>Shapes broadcast as in NumPy; NaN wins. Equal elements receive half of the gradient each, as in PyTorch. <see cref="Min(Tensor, int, bool)"/> looks along an axis.</remarks>
        /// <param name="a">a: [...]</param>
        /// <param name="b">b: [...], broadcast against a, of one element type with it.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">The element types differ.</exception>
        public static Tensor Minimum(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Minimum.Forward(a, b);
        }
    }
}
