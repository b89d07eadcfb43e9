namespace Hone.Nn;

/// <summary>The configuration of <see cref="Scale"/>.</summary>
/// <param name="Factor">The number that multiplies.</param>
public sealed record ScaleConfig(double Factor) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Scale(Factor);
}
