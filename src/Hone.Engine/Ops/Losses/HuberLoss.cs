using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = x - target within delta, delta times the sign beyond.</summary>
    internal sealed class HuberLoss : PairLoss<SmoothLoss>
    {
        private HuberLoss(Tensor x, Tensor target, in PairLossInputs inputs)
            : base(x, target, inputs)
        {
        }

        // Shape rule: PairLossInputs.Create. Forward:
        public static Tensor Forward(Tensor x, Tensor target, double delta, Reduction reduction)
        {
            if (!(delta > 0))
            {
                throw new HoneException("HuberLoss needs delta > 0.", $"delta {delta}", nameof(HuberLoss), "use MseLoss or L1Loss for the limits");
            }

            PairLossInputs inputs = PairLossInputs.Create(x, target, delta, 1, reduction, nameof(HuberLoss));
            Tensor y = Compute(inputs);
            return Tape.Needs(x, target) ? new HuberLoss(x, target, inputs).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Huber's error: (x - target)^2 / 2 within delta, delta (|x - target| - delta / 2) beyond, averaged unless told otherwise. Lower is better.</summary>
        /// <remarks>PyTorch's <c>F.huber_loss</c>.</remarks>
        /// <param name="x">x: [...], the predictions.</param>
        /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
        /// <param name="delta">Where the parabola ends; above 0, 1 unless given.</param>
        /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
        /// <returns>loss: [], or x's shape without reduction.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="HoneException">delta is not above 0, the element types differ or are not floating point, or there is no such reduction.</exception>
        public static Tensor HuberLoss(this Tensor x, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(target);
            return Ops.HuberLoss.Forward(x, target, delta, reduction);
        }
    }
}
