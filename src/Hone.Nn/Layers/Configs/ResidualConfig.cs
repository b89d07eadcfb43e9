namespace Hone.Nn;

/// <summary>The configuration of <see cref="Residual"/>.</summary>
/// <param name="Layers">The layers of its path, in order.</param>
public sealed record ResidualConfig(IReadOnlyList<ModelConfig> Layers) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Residual([.. Layers.Select(layer => layer.Build())]);
}
