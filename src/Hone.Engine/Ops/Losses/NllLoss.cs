using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = -w[y] dy at the true class of each row, 0 elsewhere.</summary>
    internal sealed class NllLoss : Node
    {
        private readonly Shape _shape;
        private readonly DType _type;
        private readonly Tensor _targets;
        private readonly NllLossOptions _options;
        private readonly double _divisor;
        private readonly IndexSeal _seal;

        private NllLoss(Tensor x, Tensor targets, NllLossOptions options, double divisor)
            : base(x)
        {
            _shape = x.Shape;
            _type = x.DType;

            // Targets belong to the batch and outlive the step's backward: a metric may read them afterwards.
            _targets = Borrow(targets);
            _seal = IndexSeal.Of(targets);
            _options = options;
            _divisor = divisor;
        }

        /// <summary>Shape rule: log probabilities [batch, classes] with class indices [batch].</summary>
        public static void Check(Tensor x, Tensor targets, NllLossOptions options)
        {
            if (x.Rank != 2 || !DTypes.IsFloatingPoint(x.DType) || targets.DType != DType.Int64 || targets.Rank != 1 || targets.Shape[0] != x.Shape[0])
            {
                throw new ShapeException(
                    "NllLoss needs log probabilities [batch, classes] and Int64 targets [batch].",
                    $"x {x.DType} {x.Shape}, targets {targets.DType} {targets.Shape}",
                    nameof(NllLoss),
                    x.Rank > 2 ? "bring the classes to the last axis with Permute and Reshape(-1, classes)" : "give one class index of Int64 for each row of x");
            }

            Choice.Require(options.Reduction, nameof(NllLoss));
            LossReduction.RequireFixedWeights(options.ClassWeights, nameof(NllLoss));
            if (options.ClassWeights is { } given && (given.Rank != 1 || given.Shape[0] != x.Shape[1] || given.DType != x.DType))
            {
                throw new ShapeException($"NllLoss needs class weights {x.DType} [{x.Shape[1]}].", $"{given.DType} {given.Shape}", nameof(NllLoss));
            }
        }

        public static Tensor Forward(Tensor x, Tensor targets, NllLossOptions options)
        {
            Check(x, targets, options);
            NllLossOptions dense = options with { ClassWeights = options.ClassWeights?.InDenseLayout() };
            Tensor classes = targets.IsContiguous ? targets.Detach() : targets.ContiguousCopy();
            double divisor;
            Tensor y = x.DType == DType.Float32
                ? Run<float>(x, classes, dense, out divisor)
                : Run<double>(x, classes, dense, out divisor);
            return Tape.Needs(x) ? new NllLoss(x, classes, dense, divisor).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dx = Tensor.Empty(_shape, Layout.RowMajor(_shape), _type);
            if (_type == DType.Float32)
            {
                Differentiate<float>(gradient, dx);
            }
            else
            {
                Differentiate<double>(gradient, dx);
            }

            Pass(0, dx);
        }

        /// <inheritdoc/>
        protected override void CheckBorrowed()
        {
            if (!_seal.Fits(_targets))
            {
                throw Changed(_targets, Name);
            }

            if (_options.ClassWeights is { } weights)
            {
                RequireUnchanged(weights);
            }
        }

        private static unsafe Tensor Run<T>(Tensor x, Tensor targets, NllLossOptions options, out double divisor)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            NllProblem<T> problem = Problem<T>(x.Shape, targets, options);
            problem.X = x.Pointer<T>();
            problem.RowStride = x.Strides[0];
            problem.ColumnStride = x.Strides[1];
            Tensor? losses = options.Reduction == Reduction.None ? Tensor.Empty([problem.Rows], x.DType) : null;
            problem.Losses = losses is null ? null : losses.Pointer<T>();
            int wrong = NllLoop<T>.Forward(ref problem, out double sum, out double weights);
            if (wrong >= 0)
            {
                throw new HoneException(
                    $"NllLoss needs targets in 0..{x.Shape[1] - 1} for log probabilities {x.Shape}, or the ignored {options.IgnoreIndex}.",
                    $"target {targets.Pointer<long>()[wrong]} in row {wrong}",
                    nameof(NllLoss),
                    "check how labels are numbered (from 0)");
            }

            divisor = options.Reduction == Reduction.Mean ? weights : 1;
            return losses ?? Tensor.Scalar(sum / divisor, x.DType);
        }

        private unsafe void Differentiate<T>(Tensor gradient, Tensor dx)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            NllProblem<T> problem = Problem<T>(_shape, _targets, _options);
            if (_options.Reduction == Reduction.None)
            {
                problem.Scales = gradient.InLayout([1]).Pointer<T>();
            }
            else
            {
                problem.Scale = T.CreateTruncating(gradient.Item() / _divisor);
            }

            problem.Dx = dx.Pointer<T>();
            NllLoop<T>.Backward(ref problem);
        }

        private static unsafe NllProblem<T> Problem<T>(Shape shape, Tensor targets, NllLossOptions options)
            where T : unmanaged => new()
            {
                Rows = shape[0],
                Classes = shape[1],
                Targets = targets.Pointer<long>(),
                Weights = options.ClassWeights is null ? null : options.ClassWeights.Pointer<T>(),
                IgnoreIndex = options.IgnoreIndex,
            };
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The negative log likelihood: minus the log probability of the true class. Lower is better.</summary>
        /// <remarks>
        /// loss[i] = -w[y] x[i, y]; the mean divides by the sum of w[y] over rows that are not ignored. PyTorch's <c>F.nll_loss</c>.
        /// From logits use <see cref="CrossEntropy"/>, which is one pass.
        /// </remarks>
        /// <param name="x">x: [batch, classes], log probabilities, such as from <see cref="LogSoftmax"/>.</param>
        /// <param name="targets">targets: [batch], Int64 class indices.</param>
        /// <param name="options">Class weights, ignored index and reduction; null stands for the plain mean.</param>
        /// <returns>loss: [], or [batch] without reduction.</returns>
        /// <exception cref="ShapeException">The shapes or types do not fit together.</exception>
        /// <exception cref="HoneException">A target is out of range (named with its row), the class weights require a gradient, or there is no such reduction.</exception>
        public static Tensor NllLoss(this Tensor x, Tensor targets, NllLossOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(targets);
            return Ops.NllLoss.Forward(x, targets, options ?? new NllLossOptions());
        }
    }
}
