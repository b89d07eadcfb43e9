namespace Hone.Nn;

/// <summary>A swish of straight lines and a parabola: y = x min(max(x / 6 + 1/2, 0), 1).</summary>
/// <remarks>PyTorch's <c>nn.Hardswish</c>. Source: Howard et al. 2019, MobileNetV3. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class Hardswish : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new HardswishConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.HardSwish();
}
