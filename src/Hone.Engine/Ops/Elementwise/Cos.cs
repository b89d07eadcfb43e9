using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = -sin x.</summary>
    internal sealed class Cos : UnaryNode<CosOperator>
    {
        private Cos(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<CosOperator>(x, nameof(Cos));
            return Tape.Needs(x) ? new Cos(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The cosine, element by element.</summary>
        /// <remarks>x in radians, as large as it may be; NaN for infinities. float32 has an error below 1.6 units in the last place. PyTorch's <c>torch.cos</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Cos(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Cos.Forward(x);
        }
    }
}
