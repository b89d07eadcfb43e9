namespace Hone.Nn;

/// <summary>Joins all axes but the batch: x <c>[batch, ...]</c>, y <c>[batch, features]</c>.</summary>
/// <remarks>PyTorch's <c>nn.Flatten</c> with its default axes. The features come in row-major order whatever the layout in memory.</remarks>
public sealed class Flatten : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new FlattenConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Flatten();
}
