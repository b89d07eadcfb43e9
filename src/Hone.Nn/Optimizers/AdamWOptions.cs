namespace Hone.Nn;

/// <summary>Options of <see cref="AdamW"/>; the defaults are those of fastai's Adam.</summary>
public sealed record AdamWOptions : OptimizerOptions
{
    /// <summary>Weight decay; 0.01.</summary>
    public override double WeightDecay { get; init; } = 0.01;

    /// <inheritdoc cref="AdamOptions.Momentum"/>
    public double Momentum { get; init; } = 0.9;

    /// <inheritdoc cref="AdamOptions.SquareMomentum"/>
    public double SquareMomentum { get; init; } = 0.99;

    /// <inheritdoc cref="AdamOptions.Epsilon"/>
    public double Epsilon { get; init; } = 1e-5;
}
