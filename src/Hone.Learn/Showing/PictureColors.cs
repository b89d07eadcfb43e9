using Hone.Learn.Plots.Drawing;

namespace Hone.Learn;

/// <summary>Colors of what is drawn over pictures: bright ones, the same in light and dark schemes, because pictures are the same there too.</summary>
internal static class PictureColors
{
    private static readonly IReadOnlyList<Rgb> s_first = ColorScheme.Dark.Series;

    /// <summary>Cyan, which those who do not tell green from red tell from orange.</summary>
    public static Rgb Target { get; } = s_first[5];

    /// <summary>Orange.</summary>
    public static Rgb Answer { get; } = s_first[1];

    /// <summary>The color of a class of a mask, another one for each code 1 to 255: those of the charts, then hues by the golden ratio, which keeps neighbors apart.</summary>
    public static Rgb OfClass(byte code)
    {
        int index = Math.Max(0, code - 1);
        if (index < s_first.Count)
        {
            return s_first[index];
        }

        double hue = index * 0.6180339887 % 1;
        double lightness = 0.42 + (0.12 * (index % 3));
        return FromHue(hue, 0.75, lightness);
    }

    /// <summary>Hue, saturation and lightness 0 to 1 as red, green and blue. Source: CSS Color Module Level 4, "HSL to RGB".</summary>
    private static Rgb FromHue(double hue, double saturation, double lightness)
    {
        double spread = saturation * Math.Min(lightness, 1 - lightness);
        byte Channel(int n)
        {
            double k = (n + (hue * 12)) % 12;
            double value = lightness - (spread * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)));
            return (byte)Math.Round(255 * value);
        }

        return new Rgb(Channel(0), Channel(8), Channel(4));
    }
}
