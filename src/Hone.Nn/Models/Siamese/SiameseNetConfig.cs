namespace Hone.Nn;

/// <summary>The configuration of <see cref="SiameseNet"/>.</summary>
/// <param name="Encoder">The part that turns each input into features, such as a <see cref="BodyConfig"/>.</param>
/// <param name="Head">The part that judges the features of all inputs.</param>
public sealed record SiameseNetConfig(ModelConfig Encoder, ModelConfig Head) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new SiameseNet(Encoder.Build(), Head.Build());
}
