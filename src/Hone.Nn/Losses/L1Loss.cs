namespace Hone.Nn;

/// <summary>The mean of absolute differences, for numbers with outliers.</summary>
/// <remarks>fastai's <c>L1LossFlat</c>: prediction and target are compared item by item, and targets of another type read as numbers, as in <see cref="MseLoss"/>. Loss of an item: the mean over its values.</remarks>
public sealed class L1Loss : Loss
{
    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (Tensor x, Tensor t) = NumberRows.Of(prediction, target, nameof(L1Loss));
        return reduction == Reduction.None ? x.L1Loss(t, Reduction.None).Mean([1]) : x.L1Loss(t, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;
}
