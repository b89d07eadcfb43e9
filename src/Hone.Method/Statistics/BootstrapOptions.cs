namespace Hone.Method;

/// <summary>How a bootstrap draws.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How many resamples are drawn; 1,000 by default, enough for the ends of a 95% interval.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>The seed: the same seed gives the same interval on every machine.</summary>
    public ulong Seed { get; init; }

    /// <summary>The share of such intervals that hold the true value, from 0 to 1 (both excluded); 0.95 by default.</summary>
    public double Confidence { get; init; } = 0.95;
}
