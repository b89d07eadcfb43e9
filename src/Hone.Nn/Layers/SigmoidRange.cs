namespace Hone.Nn;

/// <summary>Brings numbers into a range: y = sigmoid(x) (high - low) + low.</summary>
/// <remarks>fastai's <c>SigmoidRange</c>: for targets with known borders, such as ratings. Shapes: x <c>[...]</c>, y like x.</remarks>
public sealed class SigmoidRange : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="low">Lower end, which no finite input reaches.</param>
    /// <param name="high">Upper end, above the lower one; a little above the largest target, so that it can be reached: 5.5 for ratings up to 5.</param>
    /// <exception cref="HoneException">The ends are not finite, or not in this order.</exception>
    public SigmoidRange(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low >= high)
        {
            throw new HoneException("SigmoidRange needs finite ends with low below high.", FormattableString.Invariant($"low {low}, high {high}"), nameof(SigmoidRange), "give the lower end first");
        }

        Low = low;
        High = high;
    }

    /// <summary>Lower end of the range.</summary>
    public double Low { get; }

    /// <summary>Upper end of the range.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new SigmoidRangeConfig(Low, High);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => (x.Sigmoid() * (High - Low)) + Low;
}
