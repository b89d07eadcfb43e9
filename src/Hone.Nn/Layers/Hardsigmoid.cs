namespace Hone.Nn;

/// <summary>A sigmoid of straight lines: y = min(max(x / 6 + 1/2, 0), 1).</summary>
/// <remarks>PyTorch's <c>nn.Hardsigmoid</c>. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class Hardsigmoid : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new HardsigmoidConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.HardSigmoid();
}
