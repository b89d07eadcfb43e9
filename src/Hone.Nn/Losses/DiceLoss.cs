using Hone.Ops;

namespace Hone.Nn;

/// <summary>One minus the overlap of predicted and true regions, for segmentation.</summary>
/// <remarks>
/// fastai's <c>DiceLoss</c>; formula of <see cref="TensorOperations.DiceLoss"/>. It is a sum over batch and classes unless told, so its size grows with both: lower the learning
/// rate, or use the mean. Activation and decoding as for <see cref="CrossEntropyLoss"/>. Shapes: prediction <c>[batch, classes, ...]</c>, target <c>[batch, ...]</c> (Int64).
/// Loss of an item: the sum or mean over its classes.
/// </remarks>
/// <param name="smooth">Keeps the quotient defined for classes without pixels; 1e-6 as in fastai.</param>
/// <param name="useMean">Whether to take the mean over batch and classes; fastai sums.</param>
public sealed class DiceLoss(double smooth = 1e-6, bool useMean = false) : Loss
{
    private readonly CrossEntropyLoss _reading = new();

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Classes;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        Choice.Require(reduction, nameof(DiceLoss));
        if (reduction != Reduction.None)
        {
            return prediction.DiceLoss(target, smooth, useMean ? Reduction.Mean : Reduction.Sum);
        }

        Tensor losses = prediction.DiceLoss(target, smooth, Reduction.None); // [batch, classes]
        return useMean ? losses.Mean([1]) : losses.Sum([1]);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => _reading.Activation(prediction);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => _reading.Decode(prediction);
}
