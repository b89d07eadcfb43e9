using System.Globalization;

namespace Hone.Method;

/// <summary>Numbers as text, the same on every machine.</summary>
internal static class Numbers
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Plain(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Four significant places are enough to read: <c>0.0238</c>, <c>12.5</c>.</summary>
    public static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A fraction as percent with at most two decimals, such as <c>12.5%</c>.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
