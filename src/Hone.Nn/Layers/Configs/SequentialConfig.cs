namespace Hone.Nn;

/// <summary>The configuration of a <see cref="Sequential"/> of layers that have configurations.</summary>
/// <param name="Layers">Its layers, in order.</param>
public sealed record SequentialConfig(IReadOnlyList<ModelConfig> Layers) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Sequential([.. Layers.Select(layer => layer.Build())]);
}
