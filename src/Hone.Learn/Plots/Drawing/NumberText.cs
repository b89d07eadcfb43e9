using System.Globalization;

namespace Hone.Learn.Plots.Drawing;

/// <summary>Numbers as a reader wants them: culture-invariant, few digits, a true minus sign.</summary>
internal static class NumberText
{
    /// <summary>About four significant digits: 0.8734, 12.35, 1,235, 3.2e-5.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }

        double magnitude = Math.Abs(value);
        if (magnitude == 0)
        {
            return "0";
        }

        if (magnitude is < 1e-3 or >= 1e7)
        {
            return Sign(value) + magnitude.ToString("0.##e0", CultureInfo.InvariantCulture);
        }

        int decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(magnitude)), 0, 6);
        string digits = magnitude.ToString("#,0." + new string('#', decimals), CultureInfo.InvariantCulture);
        return Sign(value) + digits;
    }

    /// <summary>A fixed number of decimals with thousands separators.</summary>
    public static string Fixed(double value, int decimals)
    {
        string digits = Math.Abs(value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool isZero = digits.AsSpan().IndexOfAnyInRange('1', '9') < 0;
        return (isZero ? "" : Sign(value)) + digits;
    }

    public static string Count(long value) => Fixed(value, 0);

    /// <summary>A fraction 0 to 1 as percent with one decimal.</summary>
    public static string Percent(double fraction) => Fixed(100 * fraction, 1) + "%";

    /// <summary>A value in the format of its chart: 0.873 or 87.3%.</summary>
    public static string Value(double value, ValueFormat format) => format switch
    {
        ValueFormat.Percent => Percent(value),
        ValueFormat.Score => Fixed(value, 3),
        _ => Short(value),
    };

    private static string Sign(double value) => value < 0 ? "−" : "";
}
