using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = (x - target) / beta within beta, the sign beyond.</summary>
    internal sealed class SmoothL1Loss : PairLoss<SmoothLoss>
    {
        private SmoothL1Loss(Tensor x, Tensor target, in PairLossInputs inputs)
            : base(x, target, inputs)
        {
        }

        // Shape rule: PairLossInputs.Create. Forward:
        public static Tensor Forward(Tensor x, Tensor target, double beta, Reduction reduction)
        {
            if (!(beta > 0))
            {
                throw new HoneException("SmoothL1Loss needs beta > 0.", $"beta {beta}", nameof(SmoothL1Loss), "use L1Loss for the limits");
            }

            PairLossInputs inputs = PairLossInputs.Create(x, target, beta, 1 / beta, reduction, nameof(SmoothL1Loss));
            Tensor y = Compute(inputs);
            return Tape.Needs(x, target) ? new SmoothL1Loss(x, target, inputs).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The absolute error with a rounded tip: (x - target)^2 / (2 beta) within beta, |x - target| - beta / 2 beyond, averaged unless told otherwise. Lower is better.</summary>
        /// <remarks>PyTorch's <c>F.smooth_l1_loss</c>.</remarks>
        /// <param name="x">x: [...], the predictions.</param>
        /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
        /// <param name="beta">Where the parabola ends; above 0, 1 unless given.</param>
        /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
        /// <returns>loss: [], or x's shape without reduction.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="HoneException">beta is not above 0, the element types differ or are not floating point, or there is no such reduction.</exception>
        public static Tensor SmoothL1Loss(this Tensor x, Tensor target, double beta = 1, Reduction reduction = Reduction.Mean)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(target);
            return Ops.SmoothL1Loss.Forward(x, target, beta, reduction);
        }
    }
}
