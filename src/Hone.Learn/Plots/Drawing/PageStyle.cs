using System.Text;

namespace Hone.Learn.Plots.Drawing;

/// <summary>The style sheet of <see cref="HtmlPage"/>, in the colors of the charts.</summary>
internal static class PageStyle
{
    private const string Rules = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 FONT}
        main{max-width:728px;margin:0 auto;padding:32px 24px 72px}
        h1{font-size:30px;line-height:1.2;letter-spacing:-.015em;margin:16px 0 6px}
        h2{font-size:21px;line-height:1.3;letter-spacing:-.01em;margin:44px 0 12px;padding-top:18px;border-top:1px solid var(--grid)}
        h3{font-size:16px;margin:28px 0 8px}
        h1,h2,h3,p,li,td,th,dd,dt,figcaption,caption{overflow-wrap:anywhere}
        p,ul{margin:0 0 14px}
        .subtitle,figcaption,caption,dt{color:var(--muted)}
        nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:18px 0 0;font-size:14px}
        a{color:var(--link);text-underline-offset:3px}
        figure{margin:22px 0 26px}
        figure svg{display:block}
        figcaption{font-size:14px;line-height:1.45;margin-top:8px}
        .scroll{overflow-x:auto;margin:18px 0 22px}
        table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
        caption{text-align:left;padding-bottom:8px}
        th{font-weight:600;text-align:left;vertical-align:bottom;border-bottom:1px solid var(--axis);padding:6px 10px}
        td{vertical-align:top;border-bottom:1px solid var(--grid);padding:6px 10px}
        th:first-child,td:first-child{padding-left:0}
        th:last-child,td:last-child{padding-right:0}
        .number{text-align:right;font-variant-numeric:tabular-nums;overflow-wrap:normal;white-space:nowrap}
        tr.strong td{font-weight:650}
        pre{background:var(--surface);border-radius:6px;padding:12px 14px;overflow-x:auto;font-size:13.5px;line-height:1.5}
        code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:18px 24px;margin:20px 0 24px}
        .facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
        .facts dd{margin:0;font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
        .facts dt{font-size:13px;line-height:1.4;margin-top:4px}
        .callout{display:flex;gap:12px;margin:10px 0;padding:10px 14px;background:var(--surface);border-left:4px solid var(--tone);border-radius:0 6px 6px 0}
        .callout p{margin:2px 0 0;font-size:14.5px}
        .callout .head{margin:0;font-weight:600}
        .callout .word{color:var(--tone);margin-right:4px}
        .callout .icon{flex:none;width:22px;height:22px;margin-top:1px;border-radius:50%;background:var(--tone);color:var(--paper);font-size:13px;line-height:22px;font-weight:700;text-align:center}
        .pass{--tone:var(--green)}
        .finding{--tone:var(--orange)}
        .not-checked{--tone:var(--muted);border-left-style:dashed}
        .not-checked .icon{background:none;color:var(--tone);box-shadow:inset 0 0 0 2px var(--tone)}
        .broken{--tone:var(--red)}
        @media print{main{max-width:none;padding:0}nav{display:none}figure,.callout,tr{break-inside:avoid}h2,h3{break-after:avoid}.callout{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

        """;

    public static string Sheet { get; } = Write();

    private static string Write()
    {
        StringBuilder sheet = new();
        AppendScheme(sheet, ":root", ColorScheme.Light);
        sheet.Append("@media screen and (prefers-color-scheme:dark){\n");
        AppendScheme(sheet, ":root", ColorScheme.Dark);
        sheet.Append("}\n");
        return sheet.Append(Rules.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("FONT", ChartStyle.FontFamily, StringComparison.Ordinal)).ToString();
    }

    private static void AppendScheme(StringBuilder sheet, string selector, ColorScheme scheme) =>
        sheet.Append(selector)
            .Append($"{{--paper:{scheme.Paper};--surface:{scheme.Surface};--ink:{scheme.Ink};--muted:{scheme.Muted};--grid:{scheme.Grid};--axis:{scheme.Axis};")
            .Append($"--link:{scheme.Series[0]};--orange:{scheme.Series[1]};--green:{scheme.Series[2]};--red:{scheme.Series[4]}}}\n");
}
