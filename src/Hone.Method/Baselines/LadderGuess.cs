using System.Globalization;

namespace Hone.Method;

/// <summary>The range that its owner expected for the best rung.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record LadderGuess(double Low, double High)
{
    /// <summary>Reads a range such as <c>0.55..0.70</c>.</summary>
    /// <param name="text">Two numbers with two points between them.</param>
    /// <exception cref="BaselineException">The text is no range, or its ends are the wrong way round.</exception>
    public static LadderGuess Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] ends = text.Split("..");
        double low = 0;
        double high = 0;
        bool isRange = ends.Length == 2
            && double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out low)
            && double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out high)
            && double.IsFinite(low) && double.IsFinite(high) && low <= high;
        return isRange
            ? new LadderGuess(low, high)
            : throw new BaselineException(ExitCode.Usage, "a range such as 0.55..0.70, the smaller number first", $"'{text}'", "--expect", "write the lowest and the highest score that would not surprise you");
    }
}
