using Hone.Nn;

namespace Hone.Learn.Tests;

internal sealed record KeepingLayerConfig : ModelConfig
{
    public override Module Build() => new KeepingLayer();
}
