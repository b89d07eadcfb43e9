using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dx = w (1 - t - (1 + (p - 1) t) sigmoid(-x)).</summary>
    internal sealed class BinaryCrossEntropyWithLogits : PairLoss<LogisticLoss>
    {
        private BinaryCrossEntropyWithLogits(Tensor x, Tensor target, in PairLossInputs inputs)
            : base(x, target, inputs)
        {
        }

        // Shape rule: PairLossInputs.Create. Forward:
        public static Tensor Forward(Tensor x, Tensor target, BinaryCrossEntropyOptions options)
        {
            PairLossInputs inputs = Weigh(PairLossInputs.Create(x, target, 1, 1, options.Reduction, nameof(BinaryCrossEntropyWithLogits)), options);
            Tensor y = Compute(inputs);
            return Tape.Needs(x, target) ? new BinaryCrossEntropyWithLogits(x, target, inputs).Attach(y) : y;
        }

        private static PairLossInputs Weigh(in PairLossInputs inputs, BinaryCrossEntropyOptions options) => inputs with
        {
            ArrayA = Expand(inputs.X, options.PositiveWeight, nameof(options.PositiveWeight)),
            ArrayB = Expand(inputs.X, options.Weight, nameof(options.Weight)),
        };

        /// <summary>A weight for each element, in the layout of x.</summary>
        private static Tensor? Expand(Tensor x, Tensor? weight, string name)
        {
            if (weight is null)
            {
                return null;
            }

            ElementwiseMap.RequireSameType(x, weight, nameof(BinaryCrossEntropyWithLogits));
            if (weight.NeedsGradient)
            {
                throw new HoneException(
                    $"BinaryCrossEntropyWithLogits computes no gradient for its {name}.",
                    $"{name} {weight.Shape} that requires a gradient",
                    nameof(BinaryCrossEntropyWithLogits),
                    "call Detach() on it");
            }

            if (Broadcasting.Combine(x.Shape, weight.Shape, nameof(BinaryCrossEntropyWithLogits)) != x.Shape)
            {
                throw new ShapeException(
                    $"BinaryCrossEntropyWithLogits needs {name} that broadcasts to the logits {x.Shape}.",
                    $"{name} {weight.Shape}",
                    nameof(BinaryCrossEntropyWithLogits));
            }

            return Tensor.At(weight.Storage, weight.Offset, x.Shape, Broadcasting.Strides(weight, x.Shape), weight.DType).InLayout(x.Strides);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The loss of yes-or-no answers: minus the log of the probability that sigmoid gives the truth.</summary>
        /// <remarks>
        /// loss = w ((1 - t) x + (1 + (p - 1) t) ln(1 + e^-x)) with weight w and positive weight p, from logits x, so that nothing overflows.
        /// PyTorch's <c>F.binary_cross_entropy_with_logits</c>. Lower is better; chance is ln 2.
        /// </remarks>
        /// <param name="logits">logits: [...], before any sigmoid.</param>
        /// <param name="targets">targets: like the logits, in 0..1, of their type.</param>
        /// <param name="options">Weights and reduction; null stands for the plain mean.</param>
        /// <returns>loss: [], or the logits' shape without reduction.</returns>
        /// <exception cref="ShapeException">The shapes differ, or a weight does not broadcast.</exception>
        /// <exception cref="HoneException">The element types differ, a weight requires a gradient, or there is no such reduction.</exception>
        public static Tensor BinaryCrossEntropyWithLogits(this Tensor logits, Tensor targets, BinaryCrossEntropyOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(logits);
            ArgumentNullException.ThrowIfNull(targets);
            return Ops.BinaryCrossEntropyWithLogits.Forward(logits, targets, options ?? new BinaryCrossEntropyOptions());
        }
    }
}
