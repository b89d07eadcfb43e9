using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Sinh : Node
    {
        private readonly Tensor _x;

        private Sinh(Tensor x)
            : base(x) => _x = Save(x);

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ScalarLoopMap.Run<SinhLoop<float>, SinhLoop<double>>(x, nameof(Sinh));
            return Tape.Needs(x) ? new Sinh(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy cosh x
            Tensor dx = ScalarLoopMap.Run<CoshLoop<float>, CoshLoop<double>>(_x, Name);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The hyperbolic sine, (e^x - e^-x) / 2, element by element.</summary>
        /// <remarks>PyTorch's <c>torch.sinh</c>; NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Sinh(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sinh.Forward(x);
        }
    }
}
