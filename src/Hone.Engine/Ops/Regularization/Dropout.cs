using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Dropout : Node
    {
        private readonly double _p;
        private readonly ulong _key;

        private Dropout(Tensor x, double p, ulong key)
            : base(x)
        {
            _p = p;
            _key = key;
        }

        public static Tensor Forward(Tensor x, double p, RandomStream stream)
        {
            ulong key = stream.NextKey();
            Tensor y = Tensor.Empty(x.Shape, x.Strides, x.DType);
            Apply(x, y, p, key);
            return Tape.Needs(x) ? new Dropout(x, p, key).Attach(y) : y;
        }

        /// <summary>Refuses what is not a probability and what is not floating point.</summary>
        public static void Check(Tensor x, double p)
        {
            if (!(p >= 0 && p <= 1))
            {
                throw new HoneException("Dropout needs a probability in 0..1.", $"p {p}", nameof(Dropout), "0.5 is usual between fully connected layers");
            }

            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException("Dropout works on floating-point tensors.", x.ToString(), nameof(Dropout), "convert with To(DType.Float32) first");
            }
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // The same elements are dropped and the same factor applied as in forward.
            Tensor dx = Reuse(gradient);
            Apply(gradient, dx, _p, _key);
            Pass(0, dx);
        }

        private static unsafe void Apply(Tensor x, Tensor y, double p, ulong key)
        {
            var plan = new StridedPlan(y.Shape, y.Strides, x.Strides, Layout.RowMajor(y.Shape));
            uint dropped = (uint)Math.Round(p * (1 << 24));
            double scale = p < 1 ? 1 / (1 - p) : 0;
            if (x.DType == DType.Float32)
            {
                DropoutLoop<float>.Run(plan, y.Pointer<float>(), x.Pointer<float>(), key, dropped, (float)scale);
            }
            else
            {
                DropoutLoop<double>.Run(plan, y.Pointer<double>(), x.Pointer<double>(), key, dropped, scale);
            }
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
        /// layout in memory. Backward draws the same numbers again, so no mask is stored. PyTorch's <c>F.dropout</c> with other random
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
            Ops.Dropout.Check(x, p);
            return training && p > 0 ? Ops.Dropout.Forward(x, p, stream) : x;
        }
    }
}
