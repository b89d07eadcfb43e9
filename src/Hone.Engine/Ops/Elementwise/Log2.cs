using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Log2 : Node
    {
        private readonly Tensor _x;

        private Log2(Tensor x)
            : base(x) => _x = Save(x);

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ScalarLoopMap.Run<Log2Loop<float>, Log2Loop<double>>(x, nameof(Log2));
            return Tape.Needs(x) ? new Log2(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy / (x ln 2)
            Tensor slope = ElementwiseMap.Binary<MultiplyOperator>(_x, Tensor.Scalar(Math.Log(2), _x.DType), Name);
            ElementwiseMap.BinaryInto<DivideOperator>(slope, gradient, slope);
            Pass(0, slope);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The binary logarithm, element by element.</summary>
        /// <remarks>Exact for powers of two: the logarithm of 8 is 3. Minus infinity at 0, NaN below. PyTorch's <c>torch.log2</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Log2(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Log2.Forward(x);
        }
    }
}
