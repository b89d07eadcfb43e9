using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Numbers as they are shown to people, the same in every command.</summary>
internal static class Figures
{
    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Score(double value) => value.ToString("0.0000", Culture);

    /// <summary>A number in the units of a target, which may be stars or dollars: about five digits.</summary>
    public static string Measure(double value) => Math.Abs(value) switch
    {
        < 10 => Score(value),
        < 1000 => value.ToString("0.00", Culture),
        < 1e9 => value.ToString("N0", Culture),
        _ => value.ToString("0.####e+0", Culture),
    };

    public static string Loss(double value) => value.ToString(Math.Abs(value) < 100 ? "0.0000" : "0.###e+0", Culture);

    public static string Interval(Interval interval) => Interval(interval.Low, interval.High);

    public static string Interval(double low, double high) => $"[{Score(low)}, {Score(high)}]";

    public static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", Culture);

    public static string Difference(PairedDifference difference) =>
        $"{Signed(difference.Difference)} [{Signed(difference.Interval.Low)}, {Signed(difference.Interval.High)}]";

    public static string Count(long value) => value.ToString("N0", Culture);

    public static string Percent(double fraction) => (fraction * 100).ToString("0.##", Culture) + "%";

    public static string WholePercent(double fraction) => (fraction * 100).ToString("0", Culture) + "%";

    public static string Rate(double value) => value.ToString(value < 0.001 ? "0.##e0" : "0.####", Culture);

    /// <summary>Such as <c>0.4 s</c>, <c>48 s</c>, <c>1 min 42 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 9.95)
        {
            return seconds.ToString("0.0", Culture) + " s";
        }

        // Rounded once, so that 59.7 s does not become 0 min 60 s.
        var whole = TimeSpan.FromSeconds(Math.Round(seconds));
        if (whole < TimeSpan.FromMinutes(1))
        {
            return $"{whole.Seconds} s";
        }

        return whole < TimeSpan.FromHours(1)
            ? string.Create(Culture, $"{whole.Minutes} min {whole.Seconds:00} s")
            : string.Create(Culture, $"{(int)whole.TotalHours} h {whole.Minutes:00} min");
    }

    /// <summary>The same for narrow columns, such as <c>48s</c>, <c>1m42s</c>.</summary>
    public static string ShortDuration(double seconds) =>
        Duration(seconds).Replace(" min", "m", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Time left, such as <c>0:23</c>.</summary>
    public static string Clock(TimeSpan left) =>
        left < TimeSpan.FromHours(1)
            ? string.Create(Culture, $"{(int)left.TotalMinutes}:{left.Seconds:00}")
            : string.Create(Culture, $"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}");

    public static string Bytes(long bytes) => (bytes / 1e6).ToString("0.0", Culture) + " MB";

    /// <summary>The beginning of a fingerprint: enough to tell two apart.</summary>
    public static string Short(string fingerprint) => fingerprint.Length > 12 ? fingerprint[..12] : fingerprint;
}
