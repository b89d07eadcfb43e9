using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 0 below -3, x / 3 + 1/2 up to 3, 1 above.</summary>
    internal sealed class HardSwish : UnaryNode<HardSwishOperator>
    {
        private HardSwish(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<HardSwishOperator>(x, nameof(HardSwish));
            return Tape.Needs(x) ? new HardSwish(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A swish of straight lines and a parabola: y = x HardSigmoid(x).</summary>
        /// <remarks>
        /// Howard et al. 2019 (MobileNetV3); PyTorch's <c>F.hardswish</c>. At the borders -3 and 3 the gradient is that of the parabola, -1/2 and 3/2, as
        /// for one number in PyTorch, whose vector loop gives 1 at 3.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor HardSwish(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.HardSwish.Forward(x);
        }
    }
}
