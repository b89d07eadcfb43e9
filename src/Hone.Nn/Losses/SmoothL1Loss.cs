namespace Hone.Nn;

/// <summary>Absolute differences with a rounded tip, so that the gradient fades near zero.</summary>
/// <remarks>
/// PyTorch's <c>SmoothL1Loss</c>; formula of <see cref="TensorOperations.SmoothL1Loss"/>: d^2 / (2 beta) up to a difference d of beta, |d| - beta / 2 beyond. It is <see cref="HuberLoss"/> with delta = beta,
/// divided by beta: its slope far from zero is 1 whatever beta is, and a small beta makes it <see cref="L1Loss"/>, where Huber's slope is delta. Prediction and target are compared item by item, and
/// targets of another type read as numbers, as in <see cref="MseLoss"/>. Activation and decoding leave the prediction as it is. Loss of an item: the mean over its values. Difference from PyTorch: beta 0, which is
/// <see cref="L1Loss"/>, is refused. Source: Girshick 2015.
/// </remarks>
public sealed class SmoothL1Loss : Loss
{
    private readonly double _beta;

    /// <summary>Stores the bend.</summary>
    /// <param name="beta">Difference at which the parabola becomes a line, in units of the target; 1 as in PyTorch.</param>
    /// <exception cref="HoneException">beta is not above 0, or not finite.</exception>
    public SmoothL1Loss(double beta = 1)
    {
        NumberRows.RequireBend(beta, nameof(beta), nameof(SmoothL1Loss));
        _beta = beta;
    }

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (Tensor x, Tensor t) = NumberRows.Of(prediction, target, nameof(SmoothL1Loss));
        return reduction == Reduction.None ? x.SmoothL1Loss(t, _beta, Reduction.None).Mean([1]) : x.SmoothL1Loss(t, _beta, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;
}
