using Hone.Nn;

namespace Hone.Learn;

/// <summary>Keeps batch norm in frozen layers as it was learned: neither its statistics nor its scale change; fastai's <c>BnFreeze</c>.</summary>
/// <remarks>For fine-tuning with small batches. A batch norm is frozen when neither its scale nor its shift is trained; one that has neither is left alone. Reads: what is frozen. Writes: the mode of those layers.</remarks>
public sealed class BnFreeze : Callback
{
    /// <inheritdoc/>
    public override void BeforeTrain(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (BatchNorm layer in state.Model.Modules().OfType<BatchNorm>())
        {
            if (layer is { Weight.RequiresGrad: false, Bias.RequiresGrad: false })
            {
                layer.Eval();
            }
        }
    }
}
