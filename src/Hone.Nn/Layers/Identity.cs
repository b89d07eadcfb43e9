namespace Hone.Nn;

/// <summary>Gives its input back.</summary>
/// <remarks>PyTorch's <c>nn.Identity</c>. Shapes: x <c>[...]</c>, y is x.</remarks>
public sealed class Identity : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new IdentityConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x;
}
