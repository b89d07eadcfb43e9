using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Negate : Node
    {
        private Negate(Tensor x)
            : base(x)
        {
        }

        public static Tensor Forward(Tensor x)
        {
            Tensor y = DTypes.IsWhole(x.DType) ? WholeNumbers.Negate(x, nameof(Negate)) : ElementwiseMap.Unary<NegateOperator>(x, nameof(Negate));
            return Tape.Needs(x) ? new Negate(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, ElementwiseMap.Unary<NegateOperator>(gradient, Name));
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The negative: y = -x.</summary>
        /// <param name="x">x: [...], floating point or signed integers.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are UInt8 or Bool, which have no negative numbers.</exception>
        public static Tensor Negate(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Negate.Forward(x);
        }
    }
}
