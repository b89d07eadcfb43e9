using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>[batch, time, hidden] to [batch, hidden] of the last step: what a classifier of texts reads when padding stands in front.</summary>
internal sealed class LastStep : Module
{
    public override ModelConfig? Config => new LastStepConfig();

    protected override Tensor Compute(Tensor x) => x.Narrow(1, x.Shape[1] - 1, 1).Squeeze(1);
}
