namespace Hone.Nn;

/// <summary>The logistic function: y = 1 / (1 + e^-x).</summary>
/// <remarks>PyTorch's <c>nn.Sigmoid</c>. Before a loss leave it out: <see cref="BceWithLogitsLoss"/> takes logits. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class Sigmoid : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new SigmoidConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Sigmoid();
}
