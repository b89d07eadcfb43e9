using System.Globalization;

namespace Hone.Method;

/// <summary>Moments as text: a day alone where there is no time of the day.</summary>
internal static class Moments
{
    private const string Whole = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    public static string Text(DateTime moment) =>
        moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : Whole, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTime moment) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd", Whole], CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
}
