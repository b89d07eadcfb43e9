namespace Hone.Nn;

/// <summary>The sigmoid linear unit, also called swish: y = x sigmoid(x).</summary>
/// <remarks>PyTorch's <c>nn.SiLU</c>. Source: Elfwing et al. 2017. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class SiLU : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new SiLUConfig();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Silu();
}
