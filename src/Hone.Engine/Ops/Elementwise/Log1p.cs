using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 1 / (1 + x).</summary>
    internal sealed class Log1p : UnaryNode<Log1pOperator>
    {
        private Log1p(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<Log1pOperator>(x, nameof(Log1p));
            return Tape.Needs(x) ? new Log1p(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>ln(1 + x), right for small x as well, element by element.</summary>
        /// <remarks>Minus infinity at -1, NaN below. PyTorch's <c>torch.log1p</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Log1p(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Log1p.Forward(x);
        }
    }
}
