using System.Globalization;

namespace Hone.Method;

/// <summary>Lengths of time as people write them: <c>7d</c>, <c>12h</c>, <c>30min</c>, <c>2w</c>.</summary>
public static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("w", TimeSpan.FromDays(7)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("min", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads a length of time.</summary>
    /// <param name="text">A number and a unit: <c>w</c>, <c>d</c>, <c>h</c>, <c>min</c> or <c>s</c>.</param>
    /// <exception cref="SplitException">The text has no unit, or no number before it.</exception>
    public static TimeSpan Parse(string text)
    {
        string trimmed = text.Trim();
        foreach ((string unit, TimeSpan length) in Units)
        {
            if (trimmed.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(trimmed[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count * length.TotalDays < 36_525)
            {
                return TimeSpan.FromTicks((long)Math.Round(count * length.Ticks));
            }
        }

        throw new SplitException(
            ExitCode.Usage, "a length of time with its unit: w, d, h, min or s, below 100 years", $"'{text}'", "the length of time", "write 7d for a week, 12h for half a day");
    }

    internal static string Text(TimeSpan span)
    {
        foreach ((string unit, TimeSpan length) in Units.Skip(1))
        {
            if (span.Ticks % length.Ticks == 0 && span != TimeSpan.Zero)
            {
                return (span.Ticks / length.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return span == TimeSpan.Zero ? "0" : Numbers.Plain(span.TotalSeconds) + "s";
    }
}
