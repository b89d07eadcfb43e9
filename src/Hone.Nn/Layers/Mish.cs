namespace Hone.Nn;

/// <summary>A smooth, self-gated activation: y = x tanh(ln(1 + e^x)).</summary>
/// <remarks>PyTorch's <c>nn.Mish</c>. Source: Misra 2019. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class Mish : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new MishConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Mish();
}
