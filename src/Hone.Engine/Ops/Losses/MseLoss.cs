using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class MseLoss : Node
    {
        private readonly Tensor _difference;
        private readonly Reduction _reduction;

        private MseLoss(Tensor x, Tensor target, Tensor difference, Reduction reduction)
            : base(x, target)
        {
            _difference = Save(difference);
            _reduction = reduction;
        }

        /// <summary>Shape rule: both of one shape and floating-point type; a scalar, or that shape without reduction.</summary>
        public static void Check(Tensor x, Tensor target)
        {
            if (x.Shape != target.Shape || x.DType != target.DType || !DTypes.IsFloatingPoint(x.DType))
            {
                throw new ShapeException(
                    "MseLoss compares floating-point tensors of one shape and type.",
                    x.DType == target.DType ? $"x {x.Shape}, target {target.Shape} of type {x.DType}" : $"x {x.DType} {x.Shape}, target {target.DType} {target.Shape}",
                    nameof(MseLoss),
                    x.Shape == target.Shape ? "convert the target with To(...)" : "reshape one of them, for example with Unsqueeze(-1)");
            }
        }

        public static Tensor Forward(Tensor x, Tensor target, Reduction reduction)
        {
            Check(x, target);
            Tensor difference = ElementwiseMap.Binary<SubtractOperator>(x, target, nameof(MseLoss));
            Tensor y = reduction == Reduction.None
                ? ElementwiseMap.Unary<SquareOperator>(difference, nameof(MseLoss))
                : Tensor.Scalar(SquareSum(difference) / (reduction == Reduction.Mean ? x.ElementCount : 1), x.DType);
            return Tape.Needs(x, target) ? new MseLoss(x, target, difference, reduction).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = 2 (x - target) dy, over the number of elements for a mean; the target's is its opposite.
            if (NeedsGradient(0))
            {
                Pass(0, Slope(gradient, 2));
            }

            if (NeedsGradient(1))
            {
                Pass(1, Slope(gradient, -2));
            }
        }

        private Tensor Slope(Tensor gradient, double factor)
        {
            if (_reduction == Reduction.None)
            {
                Tensor doubled = ElementwiseMap.Binary<MultiplyOperator>(_difference, Tensor.Scalar(factor, _difference.DType), Name);
                return ElementwiseMap.Binary<MultiplyOperator>(doubled, gradient, Name);
            }

            double scale = factor * gradient.Item() / (_reduction == Reduction.Mean ? _difference.ElementCount : 1);
            return ElementwiseMap.Binary<MultiplyOperator>(_difference, Tensor.Scalar(scale, _difference.DType), Name);
        }

        private static unsafe double SquareSum(Tensor x) => x.DType == DType.Float32
            ? SquareSumLoop.Run(x.ElementCount, x.Pointer<float>())
            : SquareSumLoop.Run(x.ElementCount, x.Pointer<double>());
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The squared error: (x - target)^2, averaged unless told otherwise. Lower is better.</summary>
        /// <remarks>PyTorch's <c>F.mse_loss</c>; squares add up in double, in an order that does not depend on threads. The mean of nothing is NaN.</remarks>
        /// <param name="x">x: [...], the predictions.</param>
        /// <param name="target">target: like x; nothing broadcasts, because a [batch] against a [batch, 1] is nearly always a mistake.</param>
        /// <param name="reduction">Mean over all elements, their sum, or all of them.</param>
        /// <returns>loss: [], or x's shape without reduction.</returns>
        /// <exception cref="ShapeException">The shapes or types differ, or are not floating point.</exception>
        public static Tensor MseLoss(this Tensor x, Tensor target, Reduction reduction = Reduction.Mean)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(target);
            return Ops.MseLoss.Forward(x, target, reduction);
        }
    }
}
