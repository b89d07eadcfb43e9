namespace Hone.Learn.Plots.Drawing;

/// <summary>A point of a line in pixels, or a gap in that line.</summary>
internal readonly record struct PixelPoint(double X, double Y)
{
    public static PixelPoint Gap { get; } = new(double.NaN, double.NaN);

    public bool IsGap => double.IsNaN(X) || double.IsNaN(Y);
}
