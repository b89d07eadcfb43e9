namespace Hone.Method;

/// <summary>
/// The latest items are for validation and test, because a model is used on days that come after those it learned from. Items of one
/// moment stay together; the order of the rows does not matter.
/// </summary>
internal sealed class TimeSplitter(SplitOptions options, bool byGroup) : Splitter(options)
{
    protected override SplitStrategy Strategy => byGroup ? SplitStrategy.GroupTime : SplitStrategy.Time;

    protected override SplitAssignment Assign(SplitData data)
    {
        DateTime[] times = data.RequireTimes(Where(data));
        IReadOnlyList<string>? groups = byGroup ? data.RequireGroups(Where(data)) : null;
        if (Options.Folds > 0)
        {
            return WithFolds(data, times);
        }

        // 1. The moments at which the later parts begin.
        DateTime[] sorted = [.. times.Order()];
        RequireMoments(sorted, Options.Fractions.Parts.Count, data);
        DateTime? testFrom = TestFrom(sorted);
        DateTime[] earlier = testFrom is DateTime end ? [.. sorted.TakeWhile(time => time < end)] : sorted;
        DateTime validFrom = Options.ValidFrom ?? TimeCut.Latest(earlier, Options.Fractions.Valid * sorted.Length);

        // 2. Each item by its moment; what lies in the gap before a later part is in none.
        SplitAssignment assignment = TimeParts.Of(times, validFrom, testFrom, Options.Gap);
        return Options.SeenGroups == SeenGroups.LeaveOut && groups is not null ? TimeParts.WithoutSeenGroups(assignment, groups) : assignment;
    }

    protected override SplitOptions Effective(SplitAssignment assignment, int count) => WithMeasuredShares(assignment, count);

    private SplitAssignment WithFolds(SplitData data, DateTime[] times)
    {
        if (Options.SeenGroups == SeenGroups.LeaveOut)
        {
            throw new SplitException(
                ExitCode.Usage, "one cut in time where seen groups are left out", $"{Options.Folds} folds", Where(data), "leave the folds out, or allow seen groups");
        }

        var backtest = new BacktestOptions { Origins = Options.Folds, Gap = Options.Gap, Test = Options.Fractions.Test, TestFrom = Options.TestFrom };
        return new BacktestAssigner(backtest, Where(data)).Assign(data, times, byGroup);
    }

    private DateTime? TestFrom(DateTime[] sorted) =>
        Options.TestFrom ?? (Options.Fractions.Test > 0 ? TimeCut.Latest(sorted, Options.Fractions.Test * sorted.Length) : null);

    private void RequireMoments(DateTime[] sorted, int parts, SplitData data)
    {
        int moments = sorted.Distinct().Count();
        if (moments < parts)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"at least {parts} different times for {parts} parts",
                $"{moments} in {sorted.Length} items, {Moments.Text(sorted[0])} to {Moments.Text(sorted[^1])}",
                Where(data),
                "choose a column that tells the items apart in time");
        }
    }
}
