namespace Hone.Nn;

/// <summary>The configuration of <see cref="Linear"/>.</summary>
/// <param name="InFeatures">Size of the last axis of the input.</param>
/// <param name="OutFeatures">Size of the last axis of the output.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record LinearConfig(int InFeatures, int OutFeatures, bool Bias) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Linear(InFeatures, OutFeatures, new LinearOptions { Bias = Bias });
}
