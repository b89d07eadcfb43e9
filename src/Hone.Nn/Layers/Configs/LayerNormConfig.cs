namespace Hone.Nn;

/// <summary>The configuration of <see cref="LayerNorm"/>.</summary>
/// <param name="NormalizedShape">Sizes of the last axes.</param>
/// <param name="Options">Numbers of the formula, and whether it is scaled.</param>
public sealed record LayerNormConfig(IReadOnlyList<int> NormalizedShape, LayerNormOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new LayerNorm(Shape.Create([.. NormalizedShape]), Options);
}
