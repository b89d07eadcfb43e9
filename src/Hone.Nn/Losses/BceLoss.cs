using Hone.Ops;

namespace Hone.Nn;

/// <summary>Binary cross-entropy between probabilities and zeros and ones, for models that end with a sigmoid.</summary>
/// <remarks>
/// <para>fastai's <c>BCELossFlat</c>, PyTorch's <c>BCELoss</c>: -(t log p + (1 - t) log(1 - p)), logarithms not below -87.3, that of the smallest normal
/// Float32, where the gradient ends (PyTorch: -100). Prefer <see cref="BceWithLogitsLoss"/> over a model without a
/// sigmoid: probabilities that are rounded to 0 or 1 have lost their gradient.</para>
/// <para>Loss of an item: the mean over its values. Activation and decoding leave the prediction as it is, as in fastai. Shapes: prediction and target <c>[batch, ...]</c>,
/// both in 0..1; a prediction <c>[batch, 1]</c> and a target <c>[batch]</c> fit too. Targets of another type, such as the classes 0 and 1, are read as numbers.</para>
/// </remarks>
public sealed class BceLoss : Loss
{
    // The smallest normal Float32.
    private const double Smallest = 1.17549435e-38;

    /// <inheritdoc/>
    public override PredictionKind? Kind => PredictionKind.Numbers;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        Choice.Require(reduction, nameof(BceLoss));
        NumberRows.RequireYesOrNo(target, nameof(BceLoss));
        (Tensor p, Tensor t) = NumberRows.Of(prediction, target, nameof(BceLoss));
        Tensor losses = -((t * Log(p)) + ((1 - t) * Log(1 - p)));
        return reduction switch
        {
            Reduction.None => losses.Mean([1]),
            Reduction.Sum => losses.Sum(),
            _ => losses.Mean(),
        };
    }

    /// <inheritdoc/>
    public override Tensor Activation(Tensor prediction) => prediction;

    /// <inheritdoc/>
    public override Tensor Decode(Tensor prediction) => prediction;

    private static Tensor Log(Tensor x) => x.Clamp(Smallest, 1).Log();
}
