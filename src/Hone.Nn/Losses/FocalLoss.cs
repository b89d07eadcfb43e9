namespace Hone.Nn;

/// <summary>A cross-entropy that counts easy items less (Lin et al. 2017), for rare classes.</summary>
/// <remarks>
/// fastai's <c>FocalLossFlat</c>; formula of <see cref="TensorOperations.FocalLoss"/>. Activation and decoding as for <see cref="CrossEntropyLoss"/>. Shapes: prediction
/// <c>[batch, classes, ...]</c>, target <c>[batch, ...]</c> (Int64), and the axis as there: 1 unless told, where fastai's is -1.
/// </remarks>
/// <param name="gamma">How much less easy items count; 0 is cross-entropy, 2 as in fastai.</param>
/// <param name="classWeights">[classes]: a factor for the loss of each class; null for none.</param>
/// <param name="axis">Along which the classes lie; from the end if negative. 1 unless told.</param>
/// <exception cref="ArgumentOutOfRangeException">The axis is 0, that of the batch.</exception>
public sealed class FocalLoss(double gamma = 2, Tensor? classWeights = null, int axis = 1) : Loss
{
    private readonly int _axis = ClassRows.Checked(axis);
    private readonly CrossEntropyLoss _reading = new(null, axis);

    /// <inheritdoc/>
    public override PredictionKind? Kind => _reading.Kind;

    /// <inheritdoc/>
    public override int ClassAxis => _axis;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ClassRows rows = ClassRows.Of(prediction, target, _axis, nameof(FocalLoss));
        Tensor loss = rows.Scores.FocalLoss(rows.Answers, gamma, classWeights, reduction);
        return reduction == Reduction.None ? rows.PerItem(loss) : loss;
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => _reading.Activation(prediction);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => _reading.Decode(prediction);
}
