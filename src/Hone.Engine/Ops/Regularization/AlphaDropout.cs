using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = a dy where kept, 0 where dropped.</summary>
    internal sealed class AlphaDropout : Node
    {
        // The limit of SELU towards minus infinity, -scale * alpha, which a dropped element is set to.
        private const double Saturation = -1.7580993408473766;

        private readonly DropoutMask _mask;
        private readonly double _scale;

        private AlphaDropout(Tensor x, DropoutMask mask, double scale)
            : base(x)
        {
            _mask = mask;
            _scale = scale;
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, double p, RandomStream stream)
        {
            // y = a x + b where kept, a Saturation + b where dropped, with a and b such that mean 0 and variance 1 stay.
            double a = p < 1 ? 1 / Math.Sqrt((1 - p) * (1 + (p * Saturation * Saturation))) : 0;
            double b = -a * p * Saturation;
            var mask = DropoutMask.Draw(x.Shape, p, stream, []);
            Tensor y = Tensor.Empty(x.Shape, x.Strides, x.DType);
            mask.Apply(x, y, a, b, (a * Saturation) + b);
            return Tape.Needs(x) ? new AlphaDropout(x, mask, a).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dx = Reuse(gradient);
            _mask.Apply(gradient, dx, _scale, shift: 0, fill: 0);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Dropout for nets with SELU: dropped elements take SELU's lower limit, and mean 0 and variance 1 stay as they are.</summary>
        /// <remarks>
        /// y = a x + b where kept and a s + b where dropped, s = -1.7581, a = ((1 - p)(1 + p s^2))^(-1/2), b = -a p s. PyTorch's
        /// <c>F.alpha_dropout</c> with other random numbers. Source: Klambauer et al. 2017.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="p">Probability of being dropped, in 0..1; at 1 everything becomes 0.</param>
        /// <param name="training">Whether to drop at all; otherwise x comes back.</param>
        /// <param name="stream">Gives one key for each call.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">p is not a probability, or the elements are not floating point.</exception>
        public static Tensor AlphaDropout(this Tensor x, double p, bool training, RandomStream stream)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(stream);
            DropoutMask.Check(x, p, x.Rank, nameof(AlphaDropout));
            return training && p > 0 ? Ops.AlphaDropout.Forward(x, p, stream) : x;
        }
    }
}
