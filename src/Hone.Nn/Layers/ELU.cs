namespace Hone.Nn;

/// <summary>The exponential linear unit: y = x above 0, alpha (e^x - 1) elsewhere.</summary>
/// <remarks>PyTorch's <c>nn.ELU</c>. Source: Clevert et al. 2015. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class ELU : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="alpha">Minus the limit for very negative x; 1 as in PyTorch, which makes the slope continuous.</param>
    /// <exception cref="HoneException">alpha is not finite.</exception>
    public ELU(double alpha = 1)
    {
        if (!double.IsFinite(alpha))
        {
            throw new HoneException("ELU needs a finite alpha.", FormattableString.Invariant($"{alpha}"), nameof(ELU), "1 is usual");
        }

        Alpha = alpha;
    }

    /// <summary>Minus the limit for very negative x.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new ELUConfig(Alpha);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Elu(Alpha);
}
