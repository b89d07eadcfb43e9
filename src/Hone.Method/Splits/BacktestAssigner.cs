namespace Hone.Method;

/// <summary>Makes the windows of a backtest and says which items are in them.</summary>
internal sealed class BacktestAssigner(BacktestOptions options, string where)
{
    /// <exception cref="SplitException">Rows are not in the order of time, an entity has a moment twice, or a window stays empty.</exception>
    public SplitAssignment Assign(SplitData data, DateTime[] times, bool byEntity)
    {
        SeriesOrder.Require(data, times, byEntity, where);
        DateTime[] sorted = [.. times.Order()];
        DateTime end = Moments.Shift(sorted[^1], Step(times));
        DateTime? testFrom = options.TestFrom ?? (options.Test > 0 && sorted[0] < sorted[^1] ? TimeCut.Latest(sorted, options.Test * sorted.Length) : null);

        // The gap lies before the test part as it lies before every origin.
        DateTime last = testFrom is DateTime test ? Moments.Shift(test, -options.Gap) : end;
        DateTime[] known = [.. sorted.TakeWhile(time => time < last)];
        FoldWindow[] windows = options.Horizon is TimeSpan horizon ? ByHorizon(last, horizon) : ByCount(known);
        windows = [.. windows.Select(window => Sliding(window, windows[0], known))];
        RequireItems(windows, known);

        int[] folds = times.Select(time => Array.FindIndex(windows, window => window.IsValid(time))).ToArray();
        Part[] parts = times.Select(time => PartOf(time, windows[^1], testFrom)).ToArray();
        return new SplitAssignment(Of(Part.Train), Of(Part.Valid), Of(Part.Test))
        {
            Gap = Of(Part.Gap),
            Folds = folds,
            Windows = windows,
        };

        int[] Of(Part part) => Enumerable.Range(0, parts.Length).Where(index => parts[index] == part).ToArray();
    }

    // The last item belongs to the last window; the windows begin at round moments where the times are round.
    private static TimeSpan Step(DateTime[] times) =>
        Array.Find([TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)], step => Array.TrueForAll(times, time => time.Ticks % step.Ticks == 0)) is { Ticks: > 0 } round
            ? round
            : TimeSpan.FromTicks(1);

    private static Part PartOf(DateTime time, FoldWindow last, DateTime? testFrom)
    {
        if (testFrom is DateTime test && time >= test)
        {
            return Part.Test;
        }

        return last.IsValid(time) ? Part.Valid : last.IsTrain(time) ? Part.Train : Part.Gap;
    }

    /// <summary>Windows of one length that end where the known items end.</summary>
    private FoldWindow[] ByHorizon(DateTime end, TimeSpan horizon)
    {
        if (horizon.Ticks > (end.Ticks - 1) / options.Origins)
        {
            throw new SplitException(
                ExitCode.Usage, "a horizon that fits into the time of the data", $"{options.Origins} origins of {Durations.Text(horizon)}", where, "use a shorter horizon or fewer origins");
        }

        return Enumerable.Range(0, options.Origins)
            .Select(origin => end - (horizon * (options.Origins - origin)))
            .Select(from => new FoldWindow(null, Moments.Shift(from, -options.Gap), from, from + horizon))
            .ToArray();
    }

    /// <summary>Windows of about as many items each, after a first stretch of as many that is only learned from.</summary>
    private FoldWindow[] ByCount(DateTime[] known)
    {
        int moments = known.Distinct().Count();
        if (moments < options.Origins + 1)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"at least {options.Origins + 1} different times for {options.Origins} origins",
                $"{moments} different times in {known.Length} items",
                where,
                moments < 2 ? "no k is feasible: choose a column that tells the items apart in time" : $"the largest feasible k is {moments - 1}");
        }

        DateTime[] edges = TimeCut.Blocks(known, options.Origins + 1);
        DateTime end = Moments.Shift(known[^1], TimeSpan.FromTicks(1));
        return edges
            .Select((from, i) => new FoldWindow(null, Moments.Shift(from, -options.Gap), from, i + 1 < edges.Length ? edges[i + 1] : end))
            .ToArray();
    }

    private FoldWindow Sliding(FoldWindow window, FoldWindow first, DateTime[] known)
    {
        if (options.Window == BacktestWindow.Expanding || known.Length == 0)
        {
            return window;
        }

        TimeSpan span = options.TrainSpan ?? (first.TrainBefore - known[0]);
        return window with { TrainFrom = Moments.Shift(window.TrainBefore, -span) };
    }

    private void RequireItems(FoldWindow[] windows, DateTime[] known)
    {
        bool[] whole = windows.Select(window => known.Any(window.IsTrain) && known.Any(window.IsValid)).ToArray();
        int bad = Array.IndexOf(whole, false);
        if (bad < 0)
        {
            return;
        }

        // Fewer origins drop the earliest windows: as many as are whole counted from the last are feasible.
        int feasible = whole.Reverse().TakeWhile(isWhole => isWhole).Count();
        FoldWindow window = windows[bad];
        throw new SplitException(
            ExitCode.BadInput,
            "items to learn from and items to predict at every origin",
            $"origin {bad} ({Moments.Text(window.ValidFrom)}) has {known.Count(window.IsTrain)} items before it (gap {Durations.Text(options.Gap)}) and {known.Count(window.IsValid)} in its window",
            where,
            feasible == 0 || options.Horizon is null ? "use a shorter gap or fewer origins" : $"the largest feasible k is {feasible} with this horizon; or use a shorter gap");
    }
}
