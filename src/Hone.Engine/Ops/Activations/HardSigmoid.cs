using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 1/6 inside -3..3, else 0.</summary>
    internal sealed class HardSigmoid : UnaryNode<HardSigmoidOperator>
    {
        private HardSigmoid(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<HardSigmoidOperator>(x, nameof(HardSigmoid));
            return Tape.Needs(x) ? new HardSigmoid(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A sigmoid of straight lines: y = x / 6 + 1/2, cut to 0..1.</summary>
        /// <remarks>The gradient is 1/6 for -3 &lt; x &lt; 3 and 0 elsewhere, borders included, as in PyTorch's <c>F.hardsigmoid</c>. NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor HardSigmoid(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.HardSigmoid.Forward(x);
        }
    }
}
