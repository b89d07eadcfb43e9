namespace Hone.Method;

/// <summary>When the regression gate closes.</summary>
public sealed record GateOptions
{
    /// <summary>How many standard errors worse a run must be; 2 by default.</summary>
    public double StandardErrors { get; init; } = 2;

    /// <summary>How much worse, relative to the reference, a run must be besides; 0.01 (1%) by default.</summary>
    public double RelativeLoss { get; init; } = 0.01;

    /// <summary>The noise over seeds of the recipe; a difference below its smallest believable gain is the same. Null where it was not measured.</summary>
    public NoiseFloor? Noise { get; init; }

    /// <summary>Resamples and seed of the paired bootstrap.</summary>
    public BootstrapOptions? Bootstrap { get; init; }
}
