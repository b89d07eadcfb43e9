namespace Hone.Nn;

/// <summary>The configuration of <see cref="RmsNorm"/>.</summary>
/// <param name="NormalizedShape">Sizes of the last axes.</param>
/// <param name="Options">Numbers of the formula, and whether it is scaled.</param>
public sealed record RmsNormConfig(IReadOnlyList<int> NormalizedShape, RmsNormOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new RmsNorm(Shape.Create([.. NormalizedShape]), Options);
}
