using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 1 / x.</summary>
    internal sealed class Log : UnaryNode<LogOperator>
    {
        private Log(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<LogOperator>(x, nameof(Log));
            return Tape.Needs(x) ? new Log(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The natural logarithm, element by element.</summary>
        /// <remarks>Minus infinity at 0, NaN below; float32 has a relative error below 1e-7.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Log(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Log.Forward(x);
        }
    }
}
