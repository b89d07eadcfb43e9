using System.Text;

namespace Hone.Learn.Plots.Drawing;

/// <summary>
/// Estimates text widths without a font: SVG is laid out here, but drawn later in whatever sans-serif the reader has.
/// Widths are those of wide common faces (DejaVu Sans, Verdana), so that narrower ones fit as well.
/// </summary>
internal static class TextMeasure
{
    /// <summary>How much wider a semibold text runs.</summary>
    public const double Strong = 1.14;

    private const string Ellipsis = "…";

    public static double Width(string text, double fontSizeInPixels)
    {
        double ems = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            ems += RuneWidth(rune);
        }

        return ems * fontSizeInPixels;
    }

    /// <summary>The text itself when it fits, otherwise its start and an ellipsis.</summary>
    public static string Fit(string text, double fontSizeInPixels, double availableInPixels)
    {
        if (Width(text, fontSizeInPixels) <= availableInPixels)
        {
            return text;
        }

        StringBuilder kept = new();
        double used = Width(Ellipsis, fontSizeInPixels);
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += RuneWidth(rune) * fontSizeInPixels;
            if (used > availableInPixels)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>The text itself when it fits, otherwise an ellipsis and its end: of a path, the name of the file.</summary>
    public static string FitEnd(string text, double fontSizeInPixels, double availableInPixels)
    {
        if (Width(text, fontSizeInPixels) <= availableInPixels)
        {
            return text;
        }

        Rune[] runes = [.. text.EnumerateRunes()];
        double used = Width(Ellipsis, fontSizeInPixels);
        int first = runes.Length;
        while (first > 0 && used + (RuneWidth(runes[first - 1]) * fontSizeInPixels) <= availableInPixels)
        {
            first--;
            used += RuneWidth(runes[first]) * fontSizeInPixels;
        }

        return Ellipsis + string.Concat(runes[first..]).TrimStart();
    }

    /// <summary>Breaks at spaces into lines that fit; a single word wider than a line is shortened.</summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSizeInPixels, double availableInPixels)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, fontSizeInPixels) > availableInPixels)
            {
                lines.Add(Fit(line, fontSizeInPixels, availableInPixels));
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0)
        {
            lines.Add(Fit(line, fontSizeInPixels, availableInPixels));
        }

        return lines;
    }

    private static double RuneWidth(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or 'I' => 0.34,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' or '-' or ' ' => 0.4,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.98,
        >= 'A' and <= 'Z' => 0.72,
        >= 0x1100 => rune.Value is >= 0x2000 and <= 0x2BFF ? 0.8 : 1.0,
        _ => 0.63,
    };
}
