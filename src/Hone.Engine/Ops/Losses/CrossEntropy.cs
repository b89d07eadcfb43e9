using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class CrossEntropy : Node
    {
        /// <summary>The options of a call that names none.</summary>
        public static readonly CrossEntropyOptions PlainMean = new();

        private readonly Tensor _logits;
        private readonly Tensor _targets;
        private readonly Tensor? _weights;
        private readonly Tensor _normalizers;
        private readonly CrossEntropyOptions _options;
        private readonly double _divisor;
        private readonly IndexSeal? _seal;

        private CrossEntropy(Tensor x, Tensor logits, Tensor targets, Tensor? weights, Tensor normalizers, CrossEntropyOptions options, double divisor)
            : base(x)
        {
            // Targets belong to the batch and outlive the step's backward: a metric may read them afterwards.
            _logits = Save(logits);
            _targets = Borrow(targets);
            _seal = targets.DType == DType.Int64 ? IndexSeal.Of(targets) : null;
            _weights = weights;
            _normalizers = Save(normalizers);
            _options = options;
            _divisor = divisor;
        }

        /// <inheritdoc/>
        public override string Name => NameOf(_options);

        /// <summary>Shape rule: logits [batch, classes] with class indices [batch] or probabilities [batch, classes].</summary>
        public static void Check(Tensor logits, Tensor targets, CrossEntropyOptions options)
        {
            string operation = NameOf(options);
            bool indices = targets.DType == DType.Int64;
            bool fits = logits.Rank == 2 && DTypes.IsFloatingPoint(logits.DType) && logits.Shape[1] > 0
                && (indices ? targets.Shape.IsVector(logits.Shape[0]) : targets.Shape == logits.Shape && targets.DType == logits.DType);
            if (!fits)
            {
                throw new ShapeException(
                    $"{operation} needs floating-point logits: [batch, classes] and targets: Int64 class indices [batch] or probabilities like the logits.",
                    $"logits {logits.DType} {logits.Shape}, targets {targets.DType} {targets.Shape}",
                    operation,
                    Advice(logits, targets, options));
            }

            Choice.Require(options.Reduction, operation);
            LossReduction.RequireFixedWeights(options.ClassWeights, operation);

            if (options.ClassWeights is { } weights && (weights.Shape != [logits.Shape[1]] || weights.DType != logits.DType))
            {
                throw new ShapeException(
                    $"{operation} needs ClassWeights: [{logits.Shape[1]}] of type {logits.DType} for logits {logits.Shape}.",
                    $"{weights.DType} {weights.Shape}",
                    operation);
            }

            if (!(options.LabelSmoothing >= 0 && options.LabelSmoothing <= 1))
            {
                throw new HoneException("LabelSmoothing is a fraction in 0..1.", $"{options.LabelSmoothing}", operation, "0.1 is usual");
            }

            if (targets.NeedsGradient)
            {
                throw new HoneException(
                    $"{operation} computes no gradient for its targets.",
                    $"targets {targets.Shape} that require a gradient",
                    operation,
                    "call Detach() on the targets");
            }
        }

        /// <summary>The public operation that somebody called; a node that is just being made has no options yet.</summary>
        private static string NameOf(CrossEntropyOptions? options) => options?.Focus is null ? nameof(CrossEntropy) : nameof(TensorOperations.FocalLoss);

        /// <summary>One thing to try for logits and targets that do not fit.</summary>
        private static string Advice(Tensor logits, Tensor targets, CrossEntropyOptions options)
        {
            if (logits.Rank > 2)
            {
                return $"use Hone.Nn's {(options.Focus is null ? "CrossEntropyLoss" : "FocalLoss")}, which takes classes along any axis, or bring the classes to the last axis with Permute and Reshape(-1, classes)";
            }

            if (targets.DType != DType.Int64)
            {
                return "convert class indices with To(DType.Int64)";
            }

            return logits.Rank == 2 && logits.Shape[1] > 0 ? "give one class index for each row of the logits" : "the model must return one number for each class";
        }

        public static Tensor Forward(Tensor x, Tensor targets, CrossEntropyOptions options)
        {
            Check(x, targets, options);
            Tensor logits = x.IsContiguous ? x.Detach() : x.ContiguousCopy();
            Tensor rows = targets.IsContiguous ? targets.Detach() : targets.ContiguousCopy();
            Tensor? weights = options.ClassWeights?.InDenseLayout();
            Tensor losses = Tensor.Empty([x.Shape[0]], x.DType);
            Tensor normalizers = Tensor.Empty([2, x.Shape[0]], x.DType);
            double divisor;
            Tensor y;
            if (x.DType == DType.Float32)
            {
                divisor = Divisor<float>(logits, rows, weights, options);
                y = Run<float>(logits, rows, weights, losses, normalizers, options, divisor);
            }
            else
            {
                divisor = Divisor<double>(logits, rows, weights, options);
                y = Run<double>(logits, rows, weights, losses, normalizers, options, divisor);
            }

            return Tape.Needs(x) ? new CrossEntropy(x, logits, rows, weights, normalizers, options, divisor).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dx = Tensor.Empty(_logits.Shape, Layout.RowMajor(_logits.Shape), _logits.DType);
            if (_logits.DType == DType.Float32)
            {
                Gradients<float>(gradient, dx);
            }
            else
            {
                Gradients<double>(gradient, dx);
            }

            Pass(0, dx);
        }

        /// <inheritdoc/>
        protected override void CheckBorrowed()
        {
            if (_seal is { } seal && !seal.Fits(_targets))
            {
                throw Changed(_targets, Name);
            }

            if (_seal is null)
            {
                RequireUnchanged(_targets);
            }

            if (_weights is not null)
            {
                RequireUnchanged(_weights);
            }
        }

        private static unsafe Tensor Run<T>(
            Tensor logits,
            Tensor targets,
            Tensor? weights,
            Tensor losses,
            Tensor normalizers,
            CrossEntropyOptions options,
            double divisor)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            CrossEntropyProblem<T> problem = Problem<T>(logits, targets, weights, normalizers, options);
            problem.Losses = losses.Pointer<T>();
            CrossEntropyLoop<T>.Forward(ref problem);
            if (options.Reduction == Reduction.None)
            {
                return losses;
            }

            double sum = 0;
            for (int row = 0; row < problem.Rows; row++)
            {
                sum += double.CreateTruncating(problem.Losses[row]);
            }

            return Tensor.Scalar(sum / divisor, logits.DType);
        }

        private unsafe void Gradients<T>(Tensor gradient, Tensor dx)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            CrossEntropyProblem<T> problem = Problem<T>(_logits, _targets, _weights, _normalizers, _options);
            Tensor scales = _options.Reduction == Reduction.None
                ? gradient.InLayout([1])
                : Tensor.Full([problem.Rows], gradient.Item() / _divisor, dx.DType);
            problem.Scales = scales.Pointer<T>();
            problem.Gradient = dx.Pointer<T>();
            CrossEntropyLoop<T>.Backward(ref problem);
        }

        private static unsafe CrossEntropyProblem<T> Problem<T>(
            Tensor logits,
            Tensor targets,
            Tensor? weights,
            Tensor normalizers,
            CrossEntropyOptions options)
            where T : unmanaged, IFloatingPointIeee754<T> => new()
            {
                Rows = logits.Shape[0],
                Classes = logits.Shape[1],
                Logits = logits.Pointer<T>(),
                Targets = targets.DType == DType.Int64 ? targets.Pointer<long>() : null,
                Probabilities = targets.DType == DType.Int64 ? null : targets.Pointer<T>(),
                Weights = weights is null ? null : weights.Pointer<T>(),
                Smoothing = T.CreateTruncating(options.LabelSmoothing),
                IgnoreIndex = options.IgnoreIndex,
                Focus = T.CreateTruncating(options.Focus ?? 0),
                Normalizers = normalizers.Pointer<T>(),
            };

        /// <summary>What the sum is divided by; for class indices this is also where each of them is checked.</summary>
        private static unsafe double Divisor<T>(Tensor logits, Tensor targets, Tensor? weights, CrossEntropyOptions options)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            string operation = NameOf(options);
            int rows = logits.Shape[0];
            double total = rows;
            if (targets.DType == DType.Int64)
            {
                total = 0;
                long* values = targets.Pointer<long>();
                for (int row = 0; row < rows; row++)
                {
                    long target = values[row];
                    if (target == options.IgnoreIndex)
                    {
                        continue;
                    }

                    if ((ulong)target >= (ulong)logits.Shape[1])
                    {
                        throw new HoneException(
                            $"{operation} needs targets in 0..{logits.Shape[1] - 1} for logits {logits.Shape}, or the ignored {options.IgnoreIndex}.",
                            $"target {target} in row {row}",
                            operation,
                            "check the number of classes of the model's last layer and how labels are numbered (from 0)");
                    }

                    total += weights is null ? 1 : double.CreateTruncating(weights.Pointer<T>()[target]);
                }
            }

            return options.Reduction != Reduction.Mean ? 1 : options.Focus is null ? total : rows;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The loss of a classifier: minus the log of the probability that softmax gives the true class.</summary>
        /// <remarks>
        /// loss[i] = -w[y] log softmax(x[i])[y] for class y, or -sum over c of w[c] p[c] log softmax(x[i])[c] for probabilities p; label
        /// smoothing e replaces p by (1 - e) p + e / classes. The mean divides by the sum of w[y] over rows that are not ignored (by the
        /// number of rows for probabilities); it is NaN if there are none, as in PyTorch. PyTorch's <c>F.cross_entropy</c>; softmax,
        /// logarithm and loss are one pass that stores no probabilities. Lower is better; chance is ln(classes).
        /// </remarks>
        /// <param name="logits">logits: [batch, classes], before any softmax.</param>
        /// <param name="targets">targets: [batch] Int64 class indices, or [batch, classes] probabilities of the logits' type.</param>
        /// <param name="options">Class weights, ignored index, smoothing and reduction; null stands for the plain mean.</param>
        /// <returns>loss: [], or [batch] without reduction.</returns>
        /// <exception cref="ShapeException">The shapes or types do not fit together.</exception>
        /// <exception cref="HoneException">
        /// A target is out of range (named with its row), the smoothing is not a fraction, targets or class weights require a gradient, or there is no such reduction.
        /// </exception>
        public static Tensor CrossEntropy(this Tensor logits, Tensor targets, CrossEntropyOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(logits);
            ArgumentNullException.ThrowIfNull(targets);
            return Ops.CrossEntropy.Forward(logits, targets, options ?? Ops.CrossEntropy.PlainMean);
        }
    }
}
