namespace Hone.Method;

/// <summary>Judges hypotheses by the paired bootstrap on the validation items: the same resampled items for the run and its base.</summary>
internal static class VerdictJudge
{
    private const int Resamples = 1000;
    private const double Tail = 0.025;

    /// <summary>Judges; whatever keeps it from judging is the reason of a missing verdict, never an exception.</summary>
    /// <param name="hypothesis">What was expected.</param>
    /// <param name="run">The predictions of the run; null when it has none.</param>
    /// <param name="baseRun">Those of the base run; null when there is none.</param>
    /// <param name="projectMetric">The metric of the project.</param>
    /// <param name="isOfMasks">Whether the predictions are the metric of the pixels of each image.</param>
    public static RunVerdict Judge(Hypothesis hypothesis, RunPredictions? run, RunPredictions? baseRun, string? projectMetric, bool isOfMasks = false)
    {
        Expectation expectation;
        try
        {
            expectation = Expectation.Parse(hypothesis.Expectation!, projectMetric);
        }
        catch (HypothesisException error)
        {
            return None($"the expectation cannot be read: {error.Got}");
        }

        // The pixels of masks are scored by one metric, that of the project.
        bool isKnown = isOfMasks ? expectation.Metric == projectMetric : ScoreMetric.Names.Contains(expectation.Metric);
        if (!isKnown)
        {
            return None($"{expectation.Metric} cannot be computed from stored predictions");
        }

        ScoreMetric metric = ProjectMetric.Named(expectation.Metric, isOfMasks);

        if (run is null)
        {
            return None("the run stored no validation predictions");
        }

        if (Unfit(metric, run) is string problem)
        {
            return None(problem);
        }

        if (!expectation.IsRelative)
        {
            return Judge(expectation, run, null, [], metric);
        }

        if (baseRun is null)
        {
            return None(hypothesis.Base is null ? "there was no run to compare with" : $"the base run {hypothesis.Base} has no validation predictions");
        }

        int[]? order = Match(run, baseRun);
        if (order is null)
        {
            return None($"the run and its base {hypothesis.Base} were not judged on the same {run.Ids.Count} validation items");
        }

        return Unfit(metric, baseRun) is string baseProblem
            ? None($"the base run {hypothesis.Base}: {baseProblem}")
            : Judge(expectation, run, baseRun, order, metric);
    }

    public static RunVerdict None(string reason) => new() { Outcome = VerdictOutcome.NoVerdict, Reason = reason };

    private static string? Unfit(ScoreMetric metric, RunPredictions predictions)
    {
        try
        {
            metric.Validate(predictions);
            return null;
        }
        catch (MetricException error)
        {
            return $"{metric.Name} cannot be computed: {error.Expected}; got {error.Got}";
        }
    }

    private static RunVerdict Judge(Expectation expectation, RunPredictions run, RunPredictions? baseRun, int[] order, ScoreMetric metric)
    {
        int n = run.Ids.Count;
        int[] all = [.. Enumerable.Range(0, n)];
        Func<int[], double> ofRun = metric.Over(run);
        Func<int[], double>? ofBase = baseRun is null ? null : metric.Over(baseRun);
        double score = ofRun(all);
        double? baseScore = ofBase?.Invoke(order);
        var differences = new double[Resamples];
        int[] rows = new int[n];
        int[] baseRows = new int[n];
        var random = new CounterRandom(0);
        for (int resample = 0; resample < Resamples; resample++)
        {
            CounterRandom stream = random.Stream((ulong)resample);
            for (int i = 0; i < n; i++)
            {
                rows[i] = stream.Below(n, (ulong)i);
                baseRows[i] = ofBase is null ? 0 : order[rows[i]];
            }

            differences[resample] = ofRun(rows) - (ofBase?.Invoke(baseRows) ?? 0);
        }

        double[] finite = [.. differences.Where(double.IsFinite).Order()];
        if (finite.Length < Resamples / 2 || !double.IsFinite(score) || baseScore is double value && !double.IsFinite(value))
        {
            return None($"{expectation.Metric} has no value on these {n} items");
        }

        double low = Bootstrap.Quantile(finite, Tail);
        double high = Bootstrap.Quantile(finite, 1 - Tail);
        bool lowMeets = expectation.IsMetBy(low, 0);
        bool highMeets = expectation.IsMetBy(high, 0);
        VerdictOutcome outcome = (lowMeets, highMeets) switch
        {
            (true, true) => VerdictOutcome.Supported,
            (false, false) => VerdictOutcome.Refuted,
            _ => VerdictOutcome.Inconclusive,
        };
        string interval = new Interval(low, high, 0.95).ToString();
        string reason = baseScore is double reference
            ? FormattableString.Invariant($"{score:0.0000} against {reference:0.0000} of the base, difference {score - reference:+0.0000;-0.0000;0} {interval}, expected {expectation} (n = {n})")
            : FormattableString.Invariant($"{score:0.0000} {interval}, expected {expectation} (n = {n})");
        return new RunVerdict { Outcome = outcome, Reason = reason, Score = score, BaseScore = baseScore, Low = low, High = high, N = n };
    }

    /// <summary>The position in the base of each item of the run; null when items or targets differ.</summary>
    private static int[]? Match(RunPredictions run, RunPredictions other)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < other.Ids.Count; i++)
        {
            positions[other.Ids[i]] = i;
        }

        int[] order = [.. run.Ids.Select(id => positions.GetValueOrDefault(id, -1))];
        bool same = positions.Count == other.Ids.Count && order.Length == positions.Count && order.Distinct().Count() == order.Length;
        return same && !order.Where((position, item) => position < 0 || !run.HasTargetsOf(other, item, position)).Any() ? order : null;
    }
}
