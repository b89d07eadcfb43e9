using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Cosh : Node
    {
        private readonly Tensor _x;

        private Cosh(Tensor x)
            : base(x) => _x = Save(x);

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ScalarLoopMap.Run<CoshLoop<float>, CoshLoop<double>>(x, nameof(Cosh));
            return Tape.Needs(x) ? new Cosh(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy sinh x
            Tensor dx = ScalarLoopMap.Run<SinhLoop<float>, SinhLoop<double>>(_x, Name);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The hyperbolic cosine, (e^x + e^-x) / 2, element by element.</summary>
        /// <remarks>PyTorch's <c>torch.cosh</c>; NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Cosh(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Cosh.Forward(x);
        }
    }
}
