namespace Hone.Nn;

/// <summary>The rectified linear unit: y = max(x, 0).</summary>
/// <remarks>PyTorch's <c>nn.ReLU</c>. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class ReLU : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new ReLUConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Relu();
}
