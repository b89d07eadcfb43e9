namespace Hone.Learn.Plots.Drawing;

/// <summary>How an axis is built from its data range.</summary>
internal sealed record AxisOptions
{
    public AxisScale Scale { get; init; } = AxisScale.Linear;

    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>The number of labeled ticks to aim at; the axis has at most one more.</summary>
    public int TickCount { get; init; } = 6;

    /// <summary>Moves the lower end out to a tick (linear axes only).</summary>
    public bool ExtendMinToTick { get; init; }

    /// <summary>Moves the upper end out to a tick (linear axes only).</summary>
    public bool ExtendMaxToTick { get; init; }

    /// <summary>Allows only whole numbers as ticks: there is no epoch 2.5.</summary>
    public bool WholeNumbers { get; init; }
}
