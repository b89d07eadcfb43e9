using System.Globalization;
using System.Text.RegularExpressions;

namespace Hone.Method;

/// <summary>
/// An expectation that a machine can check, such as <c>valid/f1 > base + 0.01</c> (M43): a metric of the validation part, a comparison, and a number or the score of the
/// base run plus a number.
/// </summary>
/// <remarks>
/// Forms: <c>accuracy > 0.9</c>, <c>valid/accuracy >= 90%</c>, <c>f1 > base</c>, <c>f1 > base + 0.01</c>, <c>f1 > +0.01</c> (the same), <c>mae &lt; base - 0.5</c>. Percent are
/// hundredths: 1% is 0.01. <c>valid/</c> may be left out.
/// </remarks>
public sealed partial record Expectation
{
    private const string Where = "the expectation of a hypothesis";

    // What each metric can be; a comparison that every possible value passes, or none, expects nothing.
    private static readonly Dictionary<string, (double Low, double High)> Ranges = new(StringComparer.Ordinal)
    {
        ["accuracy"] = (0, 1),
        ["auc"] = (0, 1),
        ["balanced_accuracy"] = (0, 1),
        ["cross_entropy"] = (0, double.PositiveInfinity),
        ["dice"] = (0, 1),
        ["error_rate"] = (0, 1),
        ["f1"] = (0, 1),
        ["iou"] = (0, 1),
        ["log_loss"] = (0, double.PositiveInfinity),
        ["loss"] = (double.NegativeInfinity, double.PositiveInfinity),
        ["mae"] = (0, double.PositiveInfinity),
        ["mse"] = (0, double.PositiveInfinity),
        ["r2"] = (double.NegativeInfinity, 1),
        ["rmse"] = (0, double.PositiveInfinity),
        ["rmsle"] = (0, double.PositiveInfinity),
    };

    private Expectation(string metric, ExpectationComparison comparison, bool isRelative, double value)
    {
        Metric = metric;
        Comparison = comparison;
        IsRelative = isRelative;
        Value = value;
    }

    /// <summary>The name of the metric without <c>valid/</c>.</summary>
    public string Metric { get; }

    /// <summary>The comparison.</summary>
    public ExpectationComparison Comparison { get; }

    /// <summary>Whether the score is compared with that of the base run.</summary>
    public bool IsRelative { get; }

    /// <summary>The number; for a relative expectation what is added to the score of the base run.</summary>
    public double Value { get; }

    /// <summary>Whether a larger score meets it.</summary>
    public bool WantsMore => Comparison is ExpectationComparison.Above or ExpectationComparison.AtLeast;

    /// <summary>Reads an expectation.</summary>
    /// <param name="text">The text.</param>
    /// <param name="projectMetric">The metric of the project, which is known besides those of <see cref="KnownMetrics"/>; null for none.</param>
    /// <exception cref="HypothesisException">The text has another form, names a metric that is not known, or cannot fail or cannot come true.</exception>
    public static Expectation Parse(string text, string? projectMetric = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw new HypothesisException(
                ExitCode.Usage, "a comparison such as 'valid/accuracy > base + 0.01' or 'mae < 2.5'", $"'{text}'", Where, "write METRIC > base + NUMBER");
        }

        string metric = match.Groups["metric"].Value;
        (double Low, double High)? range = Ranges.TryGetValue(metric, out (double, double) known) ? known : null;
        if (range is null && metric != projectMetric)
        {
            throw new HypothesisException(
                ExitCode.Usage,
                $"one of the metrics {string.Join(", ", Ranges.Keys.Order(StringComparer.Ordinal))}{(projectMetric is null || Ranges.ContainsKey(projectMetric) ? "" : ", " + projectMetric)}",
                $"'{metric}'",
                Where,
                projectMetric is null ? "correct the name" : $"the metric of this project is {projectMetric}");
        }

        ExpectationComparison comparison = match.Groups["op"].Value switch
        {
            ">" => ExpectationComparison.Above,
            ">=" => ExpectationComparison.AtLeast,
            "<" => ExpectationComparison.Below,
            _ => ExpectationComparison.AtMost,
        };
        bool isRelative = match.Groups["base"].Success || match.Groups["sign"].Value == "+" || (match.Groups["sign"].Value == "-" && range is { Low: >= 0 });
        double value = match.Groups["number"].Success ? NumberOf(match) : 0;
        var expectation = new Expectation(metric, comparison, isRelative, value);
        expectation.RequireOpen(text, range ?? (double.NegativeInfinity, double.PositiveInfinity));
        return expectation;
    }

    /// <summary>Whether a score meets the expectation.</summary>
    /// <param name="score">The score of the run.</param>
    /// <param name="baseScore">The score of the base run; not used for an expectation with a number of its own.</param>
    public bool IsMetBy(double score, double baseScore)
    {
        double limit = IsRelative ? baseScore + Value : Value;
        return Comparison switch
        {
            ExpectationComparison.Above => score > limit,
            ExpectationComparison.AtLeast => score >= limit,
            ExpectationComparison.Below => score < limit,
            _ => score <= limit,
        };
    }

    /// <summary>The expectation in its full form.</summary>
    public override string ToString()
    {
        string sign = Comparison switch
        {
            ExpectationComparison.Above => ">",
            ExpectationComparison.AtLeast => ">=",
            ExpectationComparison.Below => "<",
            _ => "<=",
        };
        string shift = Value == 0 ? "" : $" {(Value < 0 ? '-' : '+')} {Numbers.Plain(Math.Abs(Value))}";
        return $"valid/{Metric} {sign} {(IsRelative ? "base" + shift : Numbers.Plain(Value))}";
    }

    private static double NumberOf(Match match)
    {
        double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        double value = match.Groups["percent"].Success ? number / 100 : number;
        return match.Groups["sign"].Value == "-" ? -value : value;
    }

    /// <summary>Refuses what every possible score meets, and what none does.</summary>
    private void RequireOpen(string text, (double Low, double High) range)
    {
        // A score minus that of the base lies between -(high - low) and high - low.
        double low = IsRelative ? range.Low - range.High : range.Low;
        double high = IsRelative ? range.High - range.Low : range.High;
        bool includes = Comparison is ExpectationComparison.AtLeast or ExpectationComparison.AtMost;
        bool cannotFail = WantsMore ? Value < low || (Value == low && includes) : Value > high || (Value == high && includes);
        bool cannotHold = WantsMore ? Value > high || (Value == high && !includes) : Value < low || (Value == low && !includes);
        if (cannotFail || cannotHold)
        {
            string between = $"{(IsRelative ? "the difference of two runs in " : "")}{Metric} lies between {Numbers.Plain(low)} and {Numbers.Plain(high)}";
            throw new HypothesisException(
                ExitCode.Usage,
                "an expectation that may come true and may fail",
                $"'{text}', which {(cannotFail ? "cannot fail" : "cannot come true")}: {between}",
                Where,
                "choose a number that would make you change your mind");
        }
    }

    [GeneratedRegex(@"^\s*(?:valid/)?(?<metric>[A-Za-z_][A-Za-z0-9_]*)\s*(?<op>>=|<=|>|<)\s*(?:(?<base>base)(?:\s*(?<sign>[+-])\s*(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?<percent>%)?)?|(?<sign>[+-])?\s*(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?<percent>%)?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
