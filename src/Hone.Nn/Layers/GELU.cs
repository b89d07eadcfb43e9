namespace Hone.Nn;

/// <summary>The Gaussian error linear unit: y = x P(x), where P is the normal distribution function.</summary>
/// <remarks>PyTorch's <c>nn.GELU</c>; both formulas at <see cref="TensorOperations.Gelu"/>. Source: Hendrycks and Gimpel 2016. Shapes: x <c>[...]</c>, y like x.</remarks>
/// <param name="approximate">Exact as in PyTorch, or the formula with tanh that GPT-2 and BERT were trained with.</param>
public sealed class GELU(GeluForm approximate = GeluForm.Exact) : Module
{
    /// <inheritdoc/>
    public override ModelConfig? Config => new GELUConfig(approximate);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Gelu(approximate);
}
