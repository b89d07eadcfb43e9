namespace Hone.Method;

/// <summary>Sorts items into parts by their moments.</summary>
internal static class TimeParts
{
    public static SplitAssignment Of(DateTime[] times, DateTime validFrom, DateTime? testFrom, TimeSpan gap)
    {
        DateTime trainBefore = Moments.Shift(validFrom, -gap);
        DateTime validBefore = testFrom is DateTime start ? Moments.Shift(start, -gap) : DateTime.MaxValue;
        DateTime testBegin = testFrom ?? DateTime.MaxValue;
        return new SplitAssignment(
            Where(times, time => time < trainBefore),
            Where(times, time => time >= validFrom && time < validBefore),
            testFrom is null ? [] : Where(times, time => time >= testBegin))
        {
            Gap = Where(times, time => (time >= trainBefore && time < validFrom) || (time >= validBefore && time >= validFrom && time < testBegin)),
        };
    }

    /// <summary>Moves later items whose group is in the training part (for test items: in the validation part as well) into the gap.</summary>
    public static SplitAssignment WithoutSeenGroups(SplitAssignment assignment, IReadOnlyList<string> groups)
    {
        HashSet<string> seen = assignment.Train.Select(index => groups[index]).ToHashSet(StringComparer.Ordinal);
        ILookup<bool, int> valid = assignment.Valid.ToLookup(index => seen.Contains(groups[index]));
        seen.UnionWith(valid[false].Select(index => groups[index]));
        ILookup<bool, int> test = assignment.Test.ToLookup(index => seen.Contains(groups[index]));
        return assignment with
        {
            Valid = [.. valid[false]],
            Test = [.. test[false]],
            Gap = [.. assignment.Gap, .. valid[true], .. test[true]],
        };
    }

    private static int[] Where(DateTime[] times, Func<DateTime, bool> condition) =>
        Enumerable.Range(0, times.Length).Where(index => condition(times[index])).ToArray();
}
