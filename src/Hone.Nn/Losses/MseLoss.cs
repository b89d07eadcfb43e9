namespace Hone.Nn;

/// <summary>The mean of squared differences, for numbers.</summary>
/// <remarks>
/// fastai's <c>MSELossFlat</c>: a prediction <c>[batch, 1]</c> and a target <c>[batch]</c> are compared item by item, where PyTorch's <c>MSELoss</c> would broadcast
/// them to <c>[batch, batch]</c>. Targets of another type, such as whole numbers, are read as numbers of the prediction's, as fastai's <c>floatify</c> does. Loss of an item: the mean over its values. Activation and decoding leave the prediction as it is.
/// </remarks>
public sealed class MseLoss : Loss
{
    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (Tensor x, Tensor t) = NumberRows.Of(prediction, target, nameof(MseLoss));
        return reduction == Reduction.None ? x.MseLoss(t, Reduction.None).Mean([1]) : x.MseLoss(t, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;
}
