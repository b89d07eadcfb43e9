namespace Hone.Method;

/// <summary>What a validation part can show: how exact its scores are and how far apart two models must be to be told apart.</summary>
/// <remarks>
/// The smallest difference is that of two models measured on independent items of this number. Two models on the same items are told
/// apart earlier: <see cref="Bootstrap.Paired"/> compares them item by item.
/// </remarks>
public sealed record SplitPower
{
    /// <summary>A class with fewer validation items than this has no score of its own worth printing.</summary>
    public const int LeastOfClass = 30;

    // The two-sided 95% point of the normal distribution.
    private const double Z95 = 1.959963984540054;

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The number of validation items.</summary>
    public required int N { get; init; }

    /// <summary>The level that was expected of the metric; null where its formula does not need one.</summary>
    public double? Expected { get; init; }

    /// <summary>The standard error of a score; null when there is no formula, see <see cref="NotChecked"/>.</summary>
    public double? StandardError { get; init; }

    /// <summary>The smallest difference of two models that such a part can show: 1.96 √2 standard errors. Null as above.</summary>
    public double? SmallestDifference { get; init; }

    /// <summary>Why there is no standard error; null when there is one.</summary>
    public string? NotChecked { get; init; }

    /// <summary>Why scores of single classes mean nothing here: classes with fewer than 30 validation items. Null when all have enough, or there are none.</summary>
    public string? ClassesNotChecked { get; init; }

    internal static SplitPower Of(Split split, string metric, PowerOptions options)
    {
        if (options.Expected is not (> 0 and < 1) || options.ItemDeviation is <= 0)
        {
            throw new StatisticsException(
                ExitCode.Usage,
                "an expected level between 0 and 1 and a deviation above 0",
                $"level {Numbers.Plain(options.Expected)}, deviation {Numbers.Plain(options.ItemDeviation ?? double.NaN)}",
                "the power of a split",
                "0.9 is the level of a classifier that is right nine times out of ten");
        }

        int n = split.ValidIndices.Count;
        (double? error, string? reason) = metric switch
        {
            "accuracy" or "error_rate" => (Math.Sqrt(options.Expected * (1 - options.Expected) / n), null),
            "auc" => AreaUnderCurve(split, options.Expected),
            "mae" => OfMean(metric, options, n),
            _ => (null, $"no formula for {metric}: the bootstrap over the validation items gives the interval of a score that was measured"),
        };
        return new SplitPower
        {
            Metric = metric,
            N = n,
            Expected = metric is "accuracy" or "error_rate" or "auc" ? options.Expected : null,
            StandardError = error,
            SmallestDifference = error * Z95 * Math.Sqrt(2),
            NotChecked = reason,
            ClassesNotChecked = ThinClasses(split),
        };
    }

    private static (double?, string?) OfMean(string metric, PowerOptions options, int n) => options.ItemDeviation is double deviation
        ? (deviation / Math.Sqrt(n), null)
        : (null, $"{metric} needs the standard deviation of the error of one item, which no model has shown yet");

    /// <summary>The formula of Hanley and McNeil (1982) for p positive and q negative items.</summary>
    private static (double?, string?) AreaUnderCurve(Split split, double area)
    {
        if (split.ClassShares?.Valid is not [int first, int second])
        {
            return (null, "auc needs two classes");
        }

        double q1 = area / (2 - area);
        double q2 = 2 * area * area / (1 + area);
        double variance = ((area * (1 - area)) + ((first - 1) * (q1 - (area * area))) + ((second - 1) * (q2 - (area * area)))) / ((double)first * second);
        return first == 0 || second == 0 ? (null, $"auc needs both classes: {first} and {second} items") : (Math.Sqrt(variance), null);
    }

    private static string? ThinClasses(Split split)
    {
        if (split.ClassShares is not { } shares)
        {
            return null;
        }

        int[] thin = [.. Enumerable.Range(0, shares.Classes.Count).Where(c => shares.Valid[c] < LeastOfClass).OrderBy(c => shares.Valid[c])];
        return thin.Length == 0
            ? null
            : $"{thin.Length} of {shares.Classes.Count} classes have fewer than {LeastOfClass} validation items: {string.Join(", ", thin.Take(3).Select(c => $"'{shares.Classes[c]}' {shares.Valid[c]}"))}";
    }
}
