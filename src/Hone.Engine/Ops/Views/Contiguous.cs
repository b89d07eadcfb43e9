using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for copies that change nothing but memory.</summary>
    internal sealed class Contiguous : Node
    {
        private Contiguous(Tensor x)
            : base(x)
        {
        }

        /// <summary>Hangs the history of x on a copy of its values.</summary>
        public static Tensor Record(Tensor x, Tensor copy) => Tape.Needs(x) ? new Contiguous(x).Attach(copy) : copy;

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, gradient);
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The tensor itself if its elements lie in row-major order, otherwise a copy in which they do.</summary>
        /// <param name="x">x: [...]; the packed weight of a convolution layer as well.</param>
        public static Tensor Contiguous(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return x.IsContiguous ? x : Ops.Contiguous.Record(x, x.ContiguousCopy());
        }

        /// <summary>A copy with memory of its own, through which gradients pass.</summary>
        /// <param name="x">x: [...]</param>
        public static Tensor Clone(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Contiguous.Record(x, x.Packing is null ? x.Copy() : x.ContiguousCopy());
        }
    }
}
