namespace Hone.Nn;

/// <summary>The mean of squared differences, for numbers.</summary>
/// <remarks>
/// fastai's <c>MSELossFlat</c>: a prediction <c>[batch, 1]</c> and a target <c>[batch]</c> are compared item by item, where PyTorch's <c>MSELoss</c> would broadcast
/// them to <c>[batch, batch]</c>. Loss of an item: the mean over its values. Activation and decoding leave the prediction as it is.
/// </remarks>
public sealed class MseLoss : Loss
{
    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.ElementCount != target.ElementCount || prediction.Rank == 0 || target.Rank == 0 || prediction.Shape[0] != target.Shape[0])
        {
            throw new ShapeException(
                "MseLoss compares as many values as it predicts, item by item.",
                $"prediction {prediction.Shape}, target {target.Shape}",
                nameof(MseLoss),
                "let the last layer have one output for each target");
        }

        int batch = prediction.Shape[0];
        Tensor x = prediction.Reshape(batch, -1); // [batch, values]
        Tensor t = target.Reshape(batch, -1); // [batch, values]
        return reduction == Reduction.None ? x.MseLoss(t, Reduction.None).Mean([1]) : x.MseLoss(t, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;
}
