using Hone.Nn;

namespace Hone.Learn.Tests;

internal sealed record LastStepConfig : ModelConfig
{
    public override Module Build() => new LastStep();
}
