using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = dy scaled where kept, 0 where dropped; axes may share one mask.</summary>
    internal sealed class Dropout : Node
    {
        private readonly DropoutMask _mask;

        private Dropout(Tensor x, DropoutMask mask)
            : base(x) => _mask = mask;

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, double p, RandomStream stream, params ReadOnlySpan<int> sharedAxes)
        {
            var mask = DropoutMask.Draw(x.Shape, p, stream, sharedAxes);
            Tensor y = Tensor.Empty(x.Shape, x.Strides, x.DType);
            mask.Apply(x, y, mask.KeepScale, shift: 0, fill: 0);
            return Tape.Needs(x) ? new Dropout(x, mask).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // The same elements are dropped and the same factor applied as in forward.
            Tensor dx = Reuse(gradient);
            _mask.Apply(gradient, dx, _mask.KeepScale, shift: 0, fill: 0);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Zeroes each element with probability p and scales the others by 1 / (1 - p), when training; else gives x back.</summary>
        /// <remarks>
        /// Which elements are dropped depends on the stream and the element's index in row-major order: not on threads, nor on the
        /// layout in memory. Backward draws the same numbers again, so no mask is stored. A call takes one key from the stream; each element has 24 bits of a 32-bit mixer of key and index, so that
        /// registers draw them, and the same ones at every register size. PyTorch's <c>F.dropout</c> with other random
        /// numbers. Source: Srivastava et al. 2014.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="p">Probability of zero, in 0..1.</param>
        /// <param name="training">Whether to drop at all.</param>
        /// <param name="stream">Gives one key for each call.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">p is not a probability, or the elements are not floating point.</exception>
        public static Tensor Dropout(this Tensor x, double p, bool training, RandomStream stream)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(stream);
            DropoutMask.Check(x, p, x.Rank, nameof(Dropout));
            return training && p > 0 ? Ops.Dropout.Forward(x, p, stream) : x;
        }
    }
}
