namespace Hone.Nn;

/// <summary>Binary cross-entropy between logits and zeros and ones; the loss of several labels for one item.</summary>
/// <remarks>
/// fastai's <c>BCEWithLogitsLossFlat</c>; formula of <see cref="TensorOperations.BinaryCrossEntropyWithLogits"/>. The activation is the sigmoid; decoding answers yes
/// above the threshold. Loss of an item: the mean over its values. Shapes: prediction and target <c>[batch, ...]</c>, target in 0..1. A prediction <c>[batch, 1]</c> and a target
/// <c>[batch]</c> are compared item by item, and targets of another type, such as the classes 0 and 1, are read as numbers. With a positive weight the shapes must be equal, as in
/// fastai, so that it is clear which label each weight belongs to.
/// </remarks>
/// <param name="options">Weights; none unless told. Its reduction does not matter here.</param>
/// <param name="threshold">Probability above which a label is answered; 0.5 as in fastai.</param>
public sealed class BceWithLogitsLoss(BinaryCrossEntropyOptions? options = null, double threshold = 0.5) : Loss
{
    private readonly BinaryCrossEntropyOptions _options = options ?? new BinaryCrossEntropyOptions();

    /// <inheritdoc/>
    public override double Threshold => threshold;

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Labels;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        Tensor answers = Like(prediction, target);
        if (reduction != Reduction.None)
        {
            return prediction.BinaryCrossEntropyWithLogits(answers, _options with { Reduction = reduction });
        }

        Tensor losses = prediction.BinaryCrossEntropyWithLogits(answers, _options with { Reduction = Reduction.None });
        return losses.Reshape(losses.Shape[0], -1).Mean([1]);
    }

    /// <summary>Probabilities: the sigmoid.</summary>
    /// <param name="prediction">prediction: [batch, ...]</param>
    /// <returns>[batch, ...]</returns>
    public override Tensor Activation(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.Sigmoid();
    }

    /// <summary>1 where the probability is above the threshold, otherwise 0.</summary>
    /// <param name="prediction">prediction: [batch, ...]</param>
    /// <returns>[batch, ...], like the prediction</returns>
    public override Tensor Decode(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return prediction.Sigmoid().Greater(threshold).To(prediction.DType);
    }

    /// <summary>The target in the type and, without a positive weight, in the shape of the prediction.</summary>
    private Tensor Like(Tensor prediction, Tensor target)
    {
        NumberRows.RequireYesOrNo(target, nameof(BceWithLogitsLoss));
        Tensor answers = target.To(prediction.DType);
        if (target.Shape == prediction.Shape || _options.PositiveWeight is not null)
        {
            return answers;
        }

        NumberRows.RequireFit(prediction, target, nameof(BceWithLogitsLoss));
        return answers.Reshape(prediction.Shape.AsSpan());
    }
}
