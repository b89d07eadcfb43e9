using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Log10 : Node
    {
        private readonly Tensor _x;

        private Log10(Tensor x)
            : base(x) => _x = Save(x);

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ScalarLoopMap.Run<Log10Loop<float>, Log10Loop<double>>(x, nameof(Log10));
            return Tape.Needs(x) ? new Log10(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy / (x ln 10)
            Tensor slope = ElementwiseMap.Binary<MultiplyOperator>(_x, Tensor.Scalar(Math.Log(10), _x.DType), Name);
            ElementwiseMap.BinaryInto<DivideOperator>(slope, gradient, slope);
            Pass(0, slope);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The decimal logarithm, element by element.</summary>
        /// <remarks>Minus infinity at 0, NaN below. PyTorch's <c>torch.log10</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Log10(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Log10.Forward(x);
        }
    }
}
