namespace Hone.Learn;

/// <summary>Options of <see cref="RecurrencePlot"/>.</summary>
public sealed record RecurrencePlotOptions
{
    /// <summary>Values that make up the state of a moment, m; 1.</summary>
    public int Dimension { get; init; } = 1;

    /// <summary>Steps between them, tau; 1.</summary>
    public int Delay { get; init; } = 1;

    /// <summary>Distance up to which two states count as the same, in the units of the series; null keeps the distances.</summary>
    public float? Threshold { get; init; }
}
