using System.Globalization;

namespace Hone.Learn.Plots.Drawing;

/// <summary>An sRGB color, 0 to 255 per channel.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb Black { get; } = new(0, 0, 0);

    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>Relative luminance, 0 to 1. Source: WCAG 2.2, "relative luminance".</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Contrast ratio, 1 to 21. Source: WCAG 2.2, "contrast ratio".</summary>
    public double ContrastWith(Rgb other)
    {
        double lighter = Math.Max(Luminance, other.Luminance);
        double darker = Math.Min(Luminance, other.Luminance);
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>What is seen when this color is painted with the given opacity over another.</summary>
    public Rgb Over(Rgb background, double opacity) => new(
        Blend(Red, background.Red, opacity),
        Blend(Green, background.Green, opacity),
        Blend(Blue, background.Blue, opacity));

    /// <summary>Black or white, whichever reads better on this color; the better one has a contrast of at least 4.5.</summary>
    public Rgb ReadableText() => ContrastWith(Black) >= ContrastWith(White) ? Black : White;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Blend(byte front, byte back, double opacity) => (byte)Math.Round((front * opacity) + (back * (1 - opacity)));
}
