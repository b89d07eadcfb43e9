namespace Hone.Nn;

/// <summary>The hyperbolic tangent: y = (e^x - e^-x) / (e^x + e^-x).</summary>
/// <remarks>PyTorch's <c>nn.Tanh</c>. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class Tanh : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new TanhConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Tanh();
}
