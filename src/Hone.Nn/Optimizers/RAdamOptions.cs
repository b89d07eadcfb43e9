namespace Hone.Nn;

/// <summary>Options of <see cref="RAdam"/>; the defaults are fastai's.</summary>
public sealed record RAdamOptions : AdaptiveOptions
{
    /// <summary>Weight decay, decoupled; 0 as in fastai.</summary>
    public override double WeightDecay { get; init; }

    /// <summary>Sharpness with which the denominator is softened; 0 for not at all.</summary>
    public double Beta { get; init; }
}
