namespace Hone.Method;

/// <summary>
/// Asks whether one feature tells the target: the gain of the feature alone over guessing, on the project's metric and folds, against 20 shuffles of it.
/// error: a gain above 0.95, or every value of a feature with more than 20 rows has one class and every class has such a value. warn: a gain above 0.7,
/// or more than 5 standard deviations of the shuffles and more than 3 times the second best. What depends on the content of an item only warns.
/// </summary>
/// <param name="id">The id of the check: columns, their missing values and properties of files are asked apart.</param>
/// <param name="subject">What the features are, such as "columns".</param>
/// <param name="features">The features.</param>
/// <param name="target">The target; null where there is none.</param>
/// <param name="items">The items to look at: those of train, or all where there is no split.</param>
/// <param name="settings">Metric, folds, seed.</param>
/// <param name="fix">What to do about it.</param>
internal sealed class FeatureLeakageCheck(
    string id, string subject, Func<IReadOnlyList<CheckFeature>> features, CheckTarget? target, int[] items, CheckSettings settings, string fix) : Check
{
    private const int MostItems = 20_000;
    private const int FewestItems = 50;
    private const int Shuffles = 20;
    private const double ErrorGain = 0.95;
    private const double WarnGain = 0.7;
    private const double WarnZ = 5;
    private const double WarnRatio = 3;
    private const int FewestRowsOfValue = 20;

    // Shuffles of a feature with few values give exactly the guess each time: a deviation below this says nothing.
    private const double LeastDeviation = 0.005;

    /// <inheritdoc/>
    public override string Id => id;

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (target is null)
        {
            return CheckResult.NotChecked(Id, "no target");
        }

        IReadOnlyList<CheckFeature> all = features();
        if (all.Count == 0)
        {
            return CheckResult.NotChecked(Id, $"no {subject} to look at");
        }

        int[] known = target.Known(items);
        if (known.Length < FewestItems)
        {
            return CheckResult.NotChecked(Id, $"{known.Length} items with a known target: {FewestItems} are needed");
        }

        int[] sample = CheckFolds.Sample(known, MostItems, settings.Seed);
        if (target.IsClasses && sample.Select(item => target.Codes[item]).Distinct().Count() < 2)
        {
            return CheckResult.NotChecked(Id, "one class only");
        }

        var score = new SingleFeatureScore(target, sample, CheckFolds.Of(sample, target, settings), GainMetrics.Of(settings.Metric, target));
        var gains = new double[all.Count];
        Parallel.For(0, gains.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount }, f => gains[f] = score.Gain(all[f]));
        Finding[] findings = FindingsOf(all, gains, score, known, cancellationToken);
        int best = Array.IndexOf(gains, gains.Max());
        return CheckResult.Of(Id, $"{all.Count} {subject} alone, the best '{all[best].Name}' gains {CheckText.Number(gains[best])} on {GainMetrics.NameOf(score.Metric)} (n = {sample.Length})", findings);
    }

    private Finding[] FindingsOf(IReadOnlyList<CheckFeature> all, double[] gains, SingleFeatureScore score, int[] known, CancellationToken cancellationToken)
    {
        double[] sorted = gains.OrderDescending().ToArray();
        double second = Math.Max(sorted.Length > 1 ? sorted[1] : 0, 0);
        var findings = new List<Finding>();
        for (int f = 0; f < gains.Length; f++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isMap = target!.IsClasses && gains[f] > WarnGain && IsDeterministic(all[f], known);
            bool standsOut = gains[f] == sorted[0] && gains[f] > WarnRatio * second && gains[f] > LeastDeviation;
            double z = standsOut && gains[f] <= WarnGain ? ZScore(all[f], gains[f], score) : double.NaN;
            bool isError = (gains[f] > ErrorGain || isMap) && !all[f].DependsOnContent;
            bool isWarning = gains[f] > WarnGain || isMap || z > WarnZ;
            if (isError || isWarning)
            {
                findings.Add(FindingOf(all[f], gains[f], second, z, isError, isMap, score));
            }
        }

        return [.. findings];
    }

    private double ZScore(CheckFeature feature, double gain, SingleFeatureScore score)
    {
        double[] shuffled = score.NullGains(feature, Shuffles, settings.Seed);
        double mean = shuffled.Average();
        double deviation = Math.Sqrt(shuffled.Sum(value => (value - mean) * (value - mean)) / (Shuffles - 1));
        return (gain - mean) / Math.Max(deviation, LeastDeviation);
    }

    private Finding FindingOf(CheckFeature feature, double gain, double second, double z, bool isError, bool isMap, SingleFeatureScore score)
    {
        string map = isMap ? "; each of its values has one class" : "";
        string stands = double.IsNaN(z) ? "" : $", {CheckText.Number(z)} SD above its shuffles";
        return new Finding
        {
            Id = $"{Id}-{(isMap ? "map" : "gain")}",
            Severity = isError ? Severity.Error : Severity.Warn,
            What = $"'{feature.Name}' alone goes {Method.Numbers.Percent(gain)} of the way from guessing to perfect {target!.Name}{stands}{map}",
            Evidence = $"gain {CheckText.Number(gain)} on {GainMetrics.NameOf(score.Metric)}, the second best of the {subject} {CheckText.Number(second)}",
            N = score.Count,
            Threshold = $"error at a gain of {CheckText.Number(ErrorGain)} or a map; warn at {CheckText.Number(WarnGain)}, or {WarnZ} SD and {WarnRatio} times the second best",
            HowToFix = fix,
            Why = "what is written down after the answer is known is not there when you predict",
        };
    }

    /// <summary>Whether every value has one class, and every class a value with enough rows to be no accident. Missing values do not count.</summary>
    private bool IsDeterministic(CheckFeature feature, int[] known)
    {
        var classOf = new Dictionary<double, (int Label, int Rows)>();
        foreach (int item in known)
        {
            double value = feature.Values[item];
            if (double.IsNaN(value))
            {
                continue;
            }

            int label = target!.Codes[item];
            if (!classOf.TryGetValue(value, out (int Label, int Rows) seen))
            {
                seen = (label, 0);
            }
            else if (seen.Label != label)
            {
                return false;
            }

            classOf[value] = (label, seen.Rows + 1);
        }

        int supported = classOf.Values.Where(value => value.Rows > FewestRowsOfValue).Select(value => value.Label).Distinct().Count();
        return supported == known.Select(item => target!.Codes[item]).Distinct().Count();
    }
}
