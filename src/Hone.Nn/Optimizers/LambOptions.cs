namespace Hone.Nn;

/// <summary>Options of <see cref="Lamb"/>; the defaults are fastai's.</summary>
public sealed record LambOptions : AdaptiveOptions
{
    /// <summary>Weight decay, decoupled; 0 as in fastai.</summary>
    public override double WeightDecay { get; init; }
}
