using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hone.Learn.Plots;

namespace Hone.Learn.Tests.Plots;

/// <summary>Reads charts back the way a viewer does.</summary>
internal static partial class Svg
{
    public static XElement Parse(Chart chart) => XDocument.Parse(chart.ToSvg()).Root!;

    public static IEnumerable<XElement> All(this XElement svg, string element, string cssClass = "") =>
        svg.Descendants().Where(e => e.Name.LocalName == element && (cssClass.Length == 0 || e.HasClass(cssClass)));

    public static bool HasClass(this XElement element, string cssClass) =>
        ((string?)element.Attribute("class") ?? "").Split(' ').Contains(cssClass);

    public static string[] Texts(this XElement svg, string cssClass = "") => [.. svg.All("text", cssClass).Select(e => e.Value)];

    public static XElement Group(this XElement svg, string cssClass) => svg.All("g", cssClass).First();

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>All coordinates of a path, as (x, y) pairs.</summary>
    public static (double X, double Y)[] Points(this XElement path) =>
    [
        .. PointPattern().Matches(path.Attribute("d")!.Value)
            .Select(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))),
    ];

    [GeneratedRegex(@"[ML](-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex PointPattern();
}
