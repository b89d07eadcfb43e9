using System.Globalization;
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
}
