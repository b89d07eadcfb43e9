namespace Hone.Learn.Plots.Drawing;

/// <summary>A domain, its ticks and the map from values to positions.</summary>
internal sealed class Axis
{
    private readonly AxisScale _scale;

    private Axis(AxisScale scale, double min, double max, IReadOnlyList<AxisTick> ticks)
    {
        _scale = scale;
        Min = min;
        Max = max;
        Ticks = ticks;
    }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Ascending, all inside [<see cref="Min"/>, <see cref="Max"/>].</summary>
    public IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>Builds an axis over the finite range [min, max]; a logarithmic one needs min above zero.</summary>
    public static Axis Create(AxisOptions options, double min, double max)
    {
        if (options.Scale == AxisScale.Logarithmic)
        {
            (min, max) = LogTicks.WidenIfFlat(min, max);
            return new Axis(options.Scale, min, max, LogTicks.Between(min, max, options.TickCount));
        }

        (min, max) = LinearTicks.WidenIfFlat(min, max);
        LinearTicks ticks = LinearTicks.Between(min, max, options.TickCount, options.WholeNumbers);
        (double low, double high) = ticks.Extend(min, max);
        min = options.ExtendMinToTick ? low : min;
        max = options.ExtendMaxToTick ? high : max;
        return new Axis(options.Scale, min, max, ticks.Inside(min, max, options.Format));
    }

    /// <summary>Where a value stands between the positions of <see cref="Min"/> and <see cref="Max"/>.</summary>
    public double Map(double value, double atMin, double atMax) => atMin + (Fraction(value) * (atMax - atMin));

    /// <summary>False for NaN, infinities and, on a logarithmic axis, for zero and negative values.</summary>
    public static bool CanShow(double value, AxisScale scale) => double.IsFinite(value) && (scale == AxisScale.Linear || value > 0);

    private double Fraction(double value)
    {
        if (_scale == AxisScale.Logarithmic)
        {
            return (Math.Log10(value) - Math.Log10(Min)) / (Math.Log10(Max) - Math.Log10(Min));
        }

        // Quarters keep the difference of two huge values finite.
        return ((value * 0.25) - (Min * 0.25)) / ((Max * 0.25) - (Min * 0.25));
    }
}
