using System.Globalization;

namespace Hone.Method;

/// <summary>Numbers as findings show them: enough digits to judge, not more.</summary>
internal static class CheckText
{
    /// <summary>Three significant digits, such as 0.0123, 1.5 or 12,300 as 12300.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return Math.Abs(value) >= 1000
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : value.ToString("G3", CultureInfo.InvariantCulture);
    }

    /// <summary>The first three of a list, with the number of the others.</summary>
    public static string First(IReadOnlyList<string> items) =>
        items.Count <= 3 ? string.Join(", ", items) : $"{string.Join(", ", items.Take(3))} and {items.Count - 3} more";
}
