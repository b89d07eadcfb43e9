namespace Hone.Method;

/// <summary>
/// Asks column by column whether the parts differ: Kolmogorov-Smirnov distance for numbers, bias-corrected Cramér's V and the population stability index for
/// categories. warn above 0.2 (0.15 for the target), never below what 1% of equal samples reach.
/// </summary>
/// <param name="parts">The split; null where there is none.</param>
/// <param name="features">The columns.</param>
/// <param name="target">The target; null where there is none.</param>
/// <param name="nature">What the split keeps apart, as declared or as seen.</param>
internal sealed class ColumnDriftCheck(PartIndex? parts, Func<IReadOnlyList<CheckFeature>> features, CheckTarget? target, Func<SplitNature> nature) : Check
{
    private const double Limit = 0.2;
    private const double TargetLimit = 0.15;
    private const int FewestValues = 10;

    // The 1% point of the Kolmogorov distribution: D exceeds 1.63 √((n + m) / nm) in 1 of 100 pairs of equal samples.
    private const double ChancePoint = 1.63;

    /// <inheritdoc/>
    public override string Id => "split/column-drift";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (PartIndex.MissingTwo(parts) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        CheckFeature[] all = [.. features(), .. TargetFeature()];
        var findings = new List<Finding>[all.Length];
        Parallel.For(0, all.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount }, f => findings[f] = Compare(all[f]));
        return CheckResult.Of(Id, $"{all.Length} columns distributed alike in train and the other parts (n = {parts!.Parts.Count})", findings.SelectMany(some => some));
    }

    private IEnumerable<CheckFeature> TargetFeature()
    {
        if (target is not null)
        {
            double[] values = target.IsClasses ? Array.ConvertAll(target.Codes, code => code < 0 ? double.NaN : code) : target.Numbers;
            yield return new CheckFeature(target.Name, values, target.IsClasses);
        }
    }

    private List<Finding> Compare(CheckFeature feature)
    {
        var findings = new List<Finding>();
        foreach (Part part in (Part[])[Part.Valid, Part.Test])
        {
            double[] first = Known(feature, parts!.Train);
            double[] second = Known(feature, parts.Of(part));
            if (first.Length < FewestValues || second.Length < FewestValues)
            {
                continue;
            }

            bool isTarget = target is not null && feature.Name == target.Name;
            double least = isTarget ? TargetLimit : Limit;
            double chance = ChancePoint * Math.Sqrt(((double)first.Length + second.Length) / first.Length / second.Length);
            (double size, string measure, double limit) = feature.IsCategorical
                ? Categories(first, second, least)
                : (KolmogorovSmirnov.Distance(first, second), "Kolmogorov-Smirnov distance", Math.Max(least, chance));
            if (size > limit)
            {
                findings.Add(FindingOf(feature, part, size, measure, limit, first, second));
            }
        }

        return findings;
    }

    private static double[] Known(CheckFeature feature, int[] items) => items.Select(item => feature.Values[item]).Where(value => !double.IsNaN(value)).ToArray();

    private static (double Size, string Measure, double Limit) Categories(double[] first, double[] second, double limit)
    {
        Dictionary<double, int> ones = first.CountBy(value => value).ToDictionary();
        Dictionary<double, int> others = second.CountBy(value => value).ToDictionary();
        double[] keys = ones.Keys.Union(others.Keys).Order().ToArray();
        long[] a = Array.ConvertAll(keys, key => (long)ones.GetValueOrDefault(key));
        long[] b = Array.ConvertAll(keys, key => (long)others.GetValueOrDefault(key));
        double v = CramersV.BiasCorrected([a, b]);
        if (v > limit)
        {
            return (v, "Cramér's V, bias-corrected", limit);
        }

        // The floor of 1% would make an index of its own out of a hundred rare categories, so it is asked only where there are few.
        double index = keys.Length <= 50 ? PopulationStability.Index(a, b) : 0;
        double expected = (keys.Length - 1) * ((1.0 / first.Length) + (1.0 / second.Length));
        return (index, "population stability index", limit + (3 * expected));
    }

    private Finding FindingOf(CheckFeature feature, Part part, double size, string measure, double limit, double[] first, double[] second)
    {
        bool isExpected = nature() is SplitNature.Time or SplitNature.Group;
        string word = SplitFingerprint.WordOf(part);
        return new Finding
        {
            Id = $"{Id}-{word}",
            Severity = isExpected ? Severity.Info : Severity.Warn,
            What = $"'{feature.Name}' differs between train and {word}: {measure} {CheckText.Number(size)}",
            Evidence = feature.IsCategorical ? $"{first.Distinct().Count()} and {second.Distinct().Count()} categories" : $"mean {CheckText.Number(first.Average())} in train and {CheckText.Number(second.Average())} in {word}",
            N = first.Length + second.Length,
            Threshold = CheckText.Number(limit),
            HowToFix = isExpected ? "expect it in use: the model must cope with this shift" : "split anew, stratified by this column if it matters",
            Why = "a model is scored on a mixture that it was not trained for",
        };
    }
}
