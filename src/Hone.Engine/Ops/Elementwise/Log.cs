using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Log : Node
    {
        private readonly Tensor _x;

        private Log(Tensor x)
            : base(x) => _x = Save(x);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = ScalarLoopMap.Run<LogLoop<float>, LogLoop<double>>(x, nameof(Log));
            return Tape.Needs(x) ? new Log(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy / x
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<DivideOperator>(dx, gradient, _x);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The natural logarithm, element by element.</summary>
        /// <remarks>Minus infinity at 0, NaN below.</remarks>
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
