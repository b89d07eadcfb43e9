namespace Hone.Method;

/// <summary>Keeps a change that makes things worse from going on unseen (M27): a run against a reference on the same split and subset.</summary>
public static class RegressionGate
{
    // The half width of a 95% interval in standard errors.
    private const double Z95 = 1.959963984540054;

    /// <summary>Judges a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reference">The run that it must not be worse than.</param>
    /// <param name="score">How an item is scored.</param>
    /// <param name="options">Limits and the noise floor.</param>
    /// <returns>The outcome; runs that cannot be compared are not checked, which is not a pass.</returns>
    public static GateResult Judge(StoredRun run, StoredRun reference, ItemScore score, GateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(reference);
        options ??= new GateOptions();
        if (run.Status is RunStatus.Failed or RunStatus.Stopped)
        {
            return new GateResult(GateOutcome.DidNotComplete, $"run {run.Id} {run.Status.ToString().ToLowerInvariant()}: {run.Problem}", null);
        }

        if (run.Record?.Subset != reference.Record?.Subset && !run.IsDamaged && !reference.IsDamaged)
        {
            return new GateResult(
                GateOutcome.NotChecked, $"they trained on {Numbers.Percent(run.Record!.Subset)} and {Numbers.Percent(reference.Record!.Subset)} of the training items", null);
        }

        try
        {
            RunComparison comparison = RunComparison.Of(run, reference, score, options.Bootstrap);
            return Judge(comparison, score, options);
        }
        catch (MethodException error) when (error is NotComparableException or RunException)
        {
            return new GateResult(GateOutcome.NotChecked, $"{error.Expected} expected, got {error.Got}", null);
        }
    }

    /// <summary>The newest completed run besides a given one with its split and subset; null when there is none.</summary>
    /// <param name="runs">All runs, the newest first.</param>
    /// <param name="run">The run that needs a reference.</param>
    public static StoredRun? ReferenceFor(IReadOnlyList<StoredRun> runs, StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(run);
        return runs.FirstOrDefault(other =>
            other.Id != run.Id
            && string.CompareOrdinal(other.Id, run.Id) < 0
            && other.Status == RunStatus.Completed
            && other.Record is { Split: not null } record
            && record.Split.Fingerprint == run.Record?.Split?.Fingerprint
            && record.Subset == run.Record?.Subset
            && !RunKinds.IsSpecial(record));
    }

    private static GateResult Judge(RunComparison comparison, ItemScore score, GateOptions options)
    {
        double sign = score.Direction() == MetricDirection.Higher ? 1 : -1;
        double gain = sign * comparison.Difference.Difference;
        double error = comparison.Difference.Interval.Width / (2 * Z95);
        double floor = options.Noise?.SmallestBelievableGain ?? 0;
        double relative = Math.Abs(gain) / Math.Max(Math.Abs(comparison.SecondScore), double.Epsilon);
        string numbers = FormattableString.Invariant(
            $"{comparison.FirstScore:0.0000} against {comparison.SecondScore:0.0000} on the same {comparison.Difference.N} items, difference {comparison.Difference.Difference:+0.0000;-0.0000;0} {comparison.Difference.Interval}");
        string noise = options.Noise is null ? "seeds not measured" : FormattableString.Invariant($"seeds alone move it by up to {floor:0.0000}");
        bool beyond = Math.Abs(gain) > options.StandardErrors * error && Math.Abs(gain) > floor;
        GateOutcome outcome = (beyond, gain) switch
        {
            (true, > 0) => GateOutcome.Better,
            (true, < 0) when relative > options.RelativeLoss => GateOutcome.Worse,
            _ => GateOutcome.Same,
        };
        return new GateResult(outcome, $"{numbers}; {noise}", comparison);
    }
}
