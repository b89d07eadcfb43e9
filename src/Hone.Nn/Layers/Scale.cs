namespace Hone.Nn;

/// <summary>Multiplies by a number that is not trained: y = factor x.</summary>
/// <remarks>Behind the last layer it keeps the first logits small while the weights keep their usual size. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class Scale : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="factor">The number.</param>
    /// <exception cref="HoneException">The factor is not finite.</exception>
    public Scale(double factor)
    {
        if (!double.IsFinite(factor))
        {
            throw new HoneException("Scale needs a finite factor.", FormattableString.Invariant($"{factor}"), nameof(Scale), "give a number such as 0.125");
        }

        Factor = factor;
    }

    /// <summary>The number.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new ScaleConfig(Factor);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x * Factor;
}
