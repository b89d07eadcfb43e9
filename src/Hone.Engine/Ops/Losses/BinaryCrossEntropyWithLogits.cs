using Hone.Ops;

namespace Hone;

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
    /// <exception cref="HoneException">The element types differ.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(this Tensor logits, Tensor targets, BinaryCrossEntropyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        LossReduction.RequireSameShape(logits, targets, nameof(BinaryCrossEntropyWithLogits));
        options ??= new BinaryCrossEntropyOptions();

        // -ln sigmoid(x) = ln(1 + e^-x), and -ln(1 - sigmoid(x)) = x + ln(1 + e^-x)
        Tensor surprise = (-logits).Softplus();
        if (options.PositiveWeight is { } positive)
        {
            surprise = surprise * (((positive - 1) * targets) + 1);
        }

        Tensor losses = ((1 - targets) * logits) + surprise;
        return LossReduction.Reduce(options.Weight is { } weight ? losses * weight : losses, options.Reduction);
    }
}
