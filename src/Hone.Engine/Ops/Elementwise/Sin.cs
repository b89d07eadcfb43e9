using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = cos x.</summary>
    internal sealed class Sin : UnaryNode<SinOperator>
    {
        private Sin(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<SinOperator>(x, nameof(Sin));
            return Tape.Needs(x) ? new Sin(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The sine, element by element.</summary>
        /// <remarks>x in radians, as large as it may be; NaN for infinities. float32 has an error below 1.6 units in the last place. PyTorch's <c>torch.sin</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Sin(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sin.Forward(x);
        }
    }
}
