using Hone.Nn;

namespace Hone.Learn.Tests;

internal sealed record JoinNetConfig(int Features, int Outputs, IReadOnlyList<ModelConfig> Parts) : ModelConfig
{
    public override Module Build() => new JoinNet(Features, Outputs, [.. Parts.Select(part => part.Build())]);
}
