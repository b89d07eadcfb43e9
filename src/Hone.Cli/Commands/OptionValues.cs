using System.Globalization;
using System.Text.Json;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Reads the values of options; a value that does not fit is named together with the range.</summary>
internal static class OptionValues
{
    public const int MostEpochs = 10_000;

    /// <summary>Reads a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <exception cref="UsageException">The text is no such number.</exception>
    public static long WholeNumber(string text, string option, string where, long least, long most)
    {
        bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        return isNumber && value >= least && value <= most
            ? value
            : throw new UsageException(
                $"a whole number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)} after {option}",
                $"'{text}'",
                where,
                $"{where} --help shows an example");
    }

    /// <summary>Reads a subset such as <c>5%</c>; null for all.</summary>
    /// <exception cref="SplitException">The text is no fraction.</exception>
    public static double? Subset(string? text)
    {
        if (text is null)
        {
            return null;
        }

        double fraction = SplitSubset.ParseFraction(text);
        return fraction == 1 ? null : fraction;
    }

    /// <summary>A folder as it was typed.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public static string? Folder(string? text, string option, string where) =>
        text is not null && text.Trim().Length == 0
            ? throw new UsageException($"a folder after {option}", $"'{text}'", where, $"{where} --help shows an example")
            : text;

    /// <summary>A word for one of a few values, such as <c>stratified-group</c>; null when there is none.</summary>
    /// <exception cref="UsageException">The word is none of them.</exception>
    public static TEnum? Word<TEnum>(string? text, string option, string where)
        where TEnum : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        TEnum[] values = Enum.GetValues<TEnum>();
        int found = Array.FindIndex(values, value => WordOf(value).Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        string[] words = [.. values.Select(WordOf)];
        return found >= 0 ? values[found] : throw new UsageException(
            $"one of {string.Join(", ", words)} after {option}",
            $"'{text}'",
            where,
            Suggestion.Nearest(text, words) is string near ? $"did you mean {near}?" : $"{where} --help shows an example");
    }

    /// <summary>The word of a value: lower case, with hyphens between its parts.</summary>
    public static string WordOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>A share such as <c>20%</c> or <c>0.2</c>.</summary>
    /// <exception cref="UsageException">The text is no share from 0 to 1.</exception>
    public static double? Share(string? text, string option, string where)
    {
        if (text is null)
        {
            return null;
        }

        bool percent = text.Trim().EndsWith('%');
        bool isNumber = double.TryParse(percent ? text.Trim()[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double share = percent ? value / 100 : value;
        return isNumber && share is >= 0 and < 1
            ? share
            : throw new UsageException($"a share such as 20% or 0.2 after {option}", $"'{text}'", where, isNumber && value is > 1 and < 100 ? $"write {text}%" : $"{where} --help shows an example");
    }

    /// <summary>A moment such as <c>2025-06-30</c> or <c>2025-06-30T12:00:00</c>.</summary>
    /// <exception cref="UsageException">The text is none.</exception>
    public static DateTime? Moment(string? text, string option, string where)
    {
        if (text is null)
        {
            return null;
        }

        return DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment)
            ? moment
            : throw new UsageException($"a day such as 2025-06-30 after {option}", $"'{text}'", where, "write year-month-day, with T12:00 for a time of the day");
    }
}
