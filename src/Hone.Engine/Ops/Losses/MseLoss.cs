using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = 2 (x - target).</summary>
    internal sealed class MseLoss : PairLoss<SquaredLoss>
    {
        private MseLoss(Tensor x, Tensor target, in PairLossInputs inputs)
            : base(x, target, inputs)
        {
        }

        // Shape rule: PairLossInputs.Create. Forward:
        public static Tensor Forward(Tensor x, Tensor target, Reduction reduction)
        {
            PairLossInputs inputs = PairLossInputs.Create(x, target, 0, 0, reduction, nameof(MseLoss));
            Tensor y = Compute(inputs);
            return Tape.Needs(x, target) ? new MseLoss(x, target, inputs).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The squared error: (x - target)^2, averaged unless told otherwise. Lower is better.</summary>
        /// <param name="x">x: [...], the predictions.</param>
        /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
        /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
        /// <returns>loss: [], or x's shape without reduction.</returns>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="HoneException">The element types differ or are not floating point, or there is no such reduction.</exception>
        public static Tensor MseLoss(this Tensor x, Tensor target, Reduction reduction = Reduction.Mean)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(target);
            return Ops.MseLoss.Forward(x, target, reduction);
        }
    }
}
