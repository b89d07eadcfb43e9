namespace Hone.Nn;

/// <summary>Squared differences near zero and absolute ones far from it, for numbers with outliers.</summary>
/// <remarks>
/// PyTorch's <c>HuberLoss</c>; formula of <see cref="TensorOperations.HuberLoss"/>: d^2 / 2 up to a difference d of delta, delta (|d| - delta / 2) beyond. It is delta times
/// <see cref="SmoothL1Loss"/> with beta = delta: a large delta makes it half of <see cref="MseLoss"/>, a small one lets it vanish. Prediction and target are compared item by item, and targets of another type read as
/// numbers, as in <see cref="MseLoss"/>. Activation and decoding leave the prediction as it is. Loss of an item: the mean over its values. Source: Huber 1964.
/// </remarks>
public sealed class HuberLoss : Loss
{
    private readonly double _delta;

    /// <summary>Stores the bend.</summary>
    /// <param name="delta">Difference at which the parabola becomes a line, in units of the target; 1 as in PyTorch.</param>
    /// <exception cref="HoneException">delta is not above 0, or not finite.</exception>
    public HuberLoss(double delta = 1)
    {
        NumberRows.RequireBend(delta, nameof(delta), nameof(HuberLoss));
        _delta = delta;
    }

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (Tensor x, Tensor t) = NumberRows.Of(prediction, target, nameof(HuberLoss));
        return reduction == Reduction.None ? x.HuberLoss(t, _delta, Reduction.None).Mean([1]) : x.HuberLoss(t, _delta, reduction);
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;
}
