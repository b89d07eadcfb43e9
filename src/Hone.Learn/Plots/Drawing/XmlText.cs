using System.Globalization;
using System.Text;

namespace Hone.Learn.Plots.Drawing;

/// <summary>Makes any string safe inside XML and HTML text and double-quoted attributes.</summary>
internal static class XmlText
{
    /// <summary>
    /// Escapes the five markup characters. Characters that XML 1.0 forbids (most control characters, lone surrogates) become U+FFFD,
    /// so that one bad byte in a file name cannot make a whole report unreadable.
    /// </summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\'':
                    escaped.Append("&#39;");
                    break;
                default:
                    escaped.Append(IsAllowed(rune.Value) ? rune.ToString() : "\uFFFD");
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>A coordinate with at most two decimals: a hundredth of a pixel is invisible, and short numbers keep files small.</summary>
    public static string Coordinate(double value)
    {
        double rounded = Math.Round(value, 2);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static bool IsAllowed(int code) =>
        code is '\t' or '\n' or '\r'
        || (code >= 0x20 && code is not (0x7F or 0xFFFE or 0xFFFF) && code is not (>= 0x80 and <= 0x9F));
}
