namespace Hone.Learn.Plots.Drawing;

/// <summary>The smallest range that holds all values seen.</summary>
internal sealed class Extent
{
    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public bool IsEmpty => Min > Max;

    /// <summary>True while every value was a whole number: epochs, steps, counts.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Include(double value)
    {
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        IsWhole &= value == Math.Floor(value);
    }

    /// <summary>Replaces ends by given ones; two ends in the wrong order change places, and one that passes the data makes a flat range.</summary>
    public void Override(double? min, double? max)
    {
        double low = min ?? Math.Min(Min, max ?? Min);
        double high = max ?? Math.Max(Max, low);
        Min = Math.Min(low, high);
        Max = Math.Max(low, high);
    }
}
