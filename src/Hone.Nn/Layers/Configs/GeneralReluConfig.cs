namespace Hone.Nn;

/// <summary>The configuration of <see cref="GeneralRelu"/>.</summary>
/// <param name="Options">Slope, shift and limit.</param>
public sealed record GeneralReluConfig(GeneralReluOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new GeneralRelu(Options);
}
