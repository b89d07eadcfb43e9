namespace Hone.Learn.Plots.Drawing;

/// <summary>The rectangle of the data, in pixels.</summary>
internal readonly record struct PlotArea(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;
}
