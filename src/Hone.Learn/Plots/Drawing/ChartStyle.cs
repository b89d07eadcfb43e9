using System.Text;

namespace Hone.Learn.Plots.Drawing;

/// <summary>The style sheet inside every chart. Classes only, no ids and no variables: older viewers that know CSS at all draw it right.</summary>
internal static class ChartStyle
{
    public const string FontFamily = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    public const double FontSize = 12;

    public const double SmallFontSize = 11;

    public const double TitleFontSize = 15;

    public const double PanelTitleFontSize = 13;

    public static string Sheet { get; } = Write();

    /// <summary>The palette slot of a series, wrapping around.</summary>
    public static int Slot(int index)
    {
        int count = ColorScheme.Light.Series.Count;
        return ((index % count) + count) % count;
    }

    /// <summary>The class of text on a cell: one letter for the light scheme and one for the dark, b(lack) or w(hite).</summary>
    public static string TextOnCell(Func<ColorScheme, Rgb> fill, double opacity)
    {
        char light = Letter(ColorScheme.Light, fill, opacity);
        char dark = Letter(ColorScheme.Dark, fill, opacity);
        return $"on-{light}{dark}";
    }

    private static char Letter(ColorScheme scheme, Func<ColorScheme, Rgb> fill, double opacity) =>
        fill(scheme).Over(scheme.Paper, opacity).ReadableText() == Rgb.Black ? 'b' : 'w';

    private static string Write()
    {
        StringBuilder sheet = new();
        sheet.Append(".hone-plot{max-width:100%;height:auto;font-family:").Append(FontFamily).Append(";font-variant-numeric:tabular-nums}\n");
        sheet.Append(".hone-plot text{font-size:12px}\n");
        sheet.Append(".hone-plot .title{font-size:15px;font-weight:600}\n");
        sheet.Append(".hone-plot .panel-title{font-size:13px;font-weight:600}\n");
        sheet.Append(".hone-plot .small{font-size:11px}\n");
        sheet.Append(".hone-plot .tiny{font-size:9px}\n");
        sheet.Append(".hone-plot .strong{font-weight:600}\n");
        sheet.Append(".hone-plot .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}\n");
        sheet.Append(".hone-plot .grid,.hone-plot .axis,.hone-plot .rule,.hone-plot .frame{stroke-width:1}\n");
        sheet.Append(".hone-plot .frame,.hone-plot .line{fill:none}\n");
        sheet.Append(".hone-plot .line{stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}\n");
        sheet.Append(".hone-plot .faint{stroke-width:1;stroke-opacity:.3}\n");
        sheet.Append(".hone-plot .dashed{stroke-dasharray:6 4}\n");
        sheet.Append(".hone-plot .rule{stroke-dasharray:3 3}\n");
        sheet.Append(".hone-plot .whisker{stroke-width:2;stroke-linecap:round}\n");
        sheet.Append(".hone-plot .pixels{image-rendering:pixelated}\n");
        AppendScheme(sheet, ColorScheme.Light, textOnCell: 0);

        // Paper is always light.
        sheet.Append("@media screen and (prefers-color-scheme:dark){\n");
        AppendScheme(sheet, ColorScheme.Dark, textOnCell: 1);
        sheet.Append("}\n");
        return sheet.ToString();
    }

    private static void AppendScheme(StringBuilder sheet, ColorScheme scheme, int textOnCell)
    {
        Append(sheet, ".paper", "fill", scheme.Paper);
        Append(sheet, "text", "fill", scheme.Ink);
        Append(sheet, ".muted", "fill", scheme.Muted);
        Append(sheet, ".halo", "stroke", scheme.Paper);
        Append(sheet, ".grid", "stroke", scheme.Grid);
        Append(sheet, ".axis,.hone-plot .frame", "stroke", scheme.Axis);
        Append(sheet, ".rule", "stroke", scheme.Muted);
        Append(sheet, ".correct", "fill", scheme.Correct);
        Append(sheet, ".wrong", "fill", scheme.Wrong);
        for (int slot = 0; slot < scheme.Series.Count; slot++)
        {
            Append(sheet, $".s{slot}", "stroke", scheme.Series[slot]);
            Append(sheet, $".f{slot}", "fill", scheme.Series[slot]);
        }

        foreach (string pair in (string[])["bb", "bw", "wb", "ww"])
        {
            Append(sheet, ".on-" + pair, "fill", pair[textOnCell] == 'b' ? Rgb.Black : Rgb.White);
        }
    }

    private static void Append(StringBuilder sheet, string selector, string property, Rgb color) =>
        sheet.Append(".hone-plot ").Append(selector).Append('{').Append(property).Append(':').Append(color).Append("}\n");
}
