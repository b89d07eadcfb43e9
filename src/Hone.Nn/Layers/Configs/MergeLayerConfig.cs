namespace Hone.Nn;

/// <summary>The configuration of <see cref="MergeLayer"/>.</summary>
/// <param name="Layers">The layers of its path, in order.</param>
public sealed record MergeLayerConfig(IReadOnlyList<ModelConfig> Layers) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new MergeLayer([.. Layers.Select(layer => layer.Build())]);
}
