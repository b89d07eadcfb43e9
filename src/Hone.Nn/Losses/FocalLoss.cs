namespace Hone.Nn;

/// <summary>A cross-entropy that counts easy items less (Lin et al. 2017), for rare classes.</summary>
/// <remarks>
/// fastai's <c>FocalLossFlat</c>; formula of <see cref="TensorOperations.FocalLoss"/>. Activation and decoding as for <see cref="CrossEntropyLoss"/>. Shapes: prediction
/// <c>[batch, classes, ...]</c>, target <c>[batch, ...]</c> (Int64).
/// </remarks>
/// <param name="gamma">How much less easy items count; 0 is cross-entropy, 2 as in fastai.</param>
/// <param name="classWeights">[classes]: a factor for the loss of each class; null for none.</param>
public sealed class FocalLoss(double gamma = 2, Tensor? classWeights = null) : Loss
{
    private readonly CrossEntropyLoss _reading = new();

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Classes;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ClassRows rows = ClassRows.Of(prediction, target, nameof(FocalLoss));
        Tensor loss = rows.Scores.FocalLoss(rows.Answers, gamma, classWeights, reduction);
        return reduction == Reduction.None ? rows.PerItem(loss) : loss;
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => _reading.Activation(prediction);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => _reading.Decode(prediction);
}
