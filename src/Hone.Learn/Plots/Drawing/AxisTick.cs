namespace Hone.Learn.Plots.Drawing;

/// <summary>One mark on an axis; minor marks have no label.</summary>
internal readonly record struct AxisTick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}
