namespace Hone.Nn;

/// <summary>A ReLU that lets a little of negative values through: y = x above 0, slope x elsewhere.</summary>
/// <remarks>PyTorch's <c>nn.LeakyReLU</c>. Source: Maas et al. 2013. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class LeakyReLU : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="negativeSlope">The slope below 0; 0.01 as in PyTorch.</param>
    /// <exception cref="HoneException">The slope is not finite.</exception>
    public LeakyReLU(double negativeSlope = 0.01)
    {
        if (!double.IsFinite(negativeSlope))
        {
            throw new HoneException("LeakyReLU needs a finite slope.", FormattableString.Invariant($"{negativeSlope}"), nameof(LeakyReLU), "0.01 to 0.2 is usual");
        }

        NegativeSlope = negativeSlope;
    }

    /// <summary>The slope below 0.</summary>
    public double NegativeSlope { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new LeakyReLUConfig(NegativeSlope);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LeakyRelu(NegativeSlope);
}
