namespace Hone.Nn;

/// <summary>Options of <see cref="ModelEma"/>.</summary>
public sealed record ModelEmaOptions
{
    /// <summary>Share of the average that stays in each update, in 0..1; 0.999, an average over about a thousand steps.</summary>
    public double Decay { get; init; } = 0.999;

    /// <summary>Whether the decay grows as min(decay, (1 + t) / (10 + t)) over the updates t, so that a short training is not held back by its start; true.</summary>
    public bool WarmUp { get; init; } = true;
}
