using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Elu : Node
    {
        private readonly Tensor _x;
        private readonly double _alpha;

        private Elu(Tensor x, double alpha)
            : base(x)
        {
            _x = Save(x);
            _alpha = alpha;
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, double alpha)
        {
            Tensor y = ScalarLoopMap.Run<EluOperator>(x, nameof(Elu), alpha);
            return Tape.Needs(x) ? new Elu(x, alpha).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy where x > 0, else alpha e^x dy
            Tensor dx = ScalarLoopMap.Run<EluSlopeOperator>(_x, nameof(Elu), _alpha);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The exponential linear unit: y = x above 0, alpha (e^x - 1) elsewhere.</summary>
        /// <remarks>Clevert et al. 2015; PyTorch's <c>F.elu</c>. NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="alpha">Minus the limit for very negative x; 1 unless given, which makes the slope continuous.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Elu(this Tensor x, double alpha = 1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Elu.Forward(x, alpha);
        }
    }
}
