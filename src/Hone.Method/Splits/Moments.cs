using System.Globalization;

namespace Hone.Method;

/// <summary>Moments as text: a day alone where there is no time of the day.</summary>
internal static class Moments
{
    private const string Whole = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    public static string Text(DateTime moment) =>
        moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : Whole, CultureInfo.InvariantCulture);

    /// <summary>A moment later or earlier, kept inside the years 1 to 9999: dates such as 0001-01-01 stand for nothing and must not end a program.</summary>
    public static DateTime Shift(DateTime moment, TimeSpan by)
    {
        long ticks = Math.Clamp(moment.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTime(ticks);
    }

    public static bool TryParse(string text, out DateTime moment) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd", Whole], CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
}
