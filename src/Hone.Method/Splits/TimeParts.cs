namespace Hone.Method;

/// <summary>Sorts items into parts by their moments.</summary>
internal static class TimeParts
{
    public static SplitAssignment Of(DateTime[] times, DateTime validFrom, DateTime? testFrom, TimeSpan gap)
    {
        DateTime trainBefore = Moments.Shift(validFrom, -gap);
        DateTime? validBefore = testFrom is DateTime start ? Moments.Shift(start, -gap) : null;
        Part[] parts = [.. times.Select(PartOf)];
        return new SplitAssignment(Of(Part.Train), Of(Part.Valid), Of(Part.Test)) { Gap = Of(Part.Gap) };

        Part PartOf(DateTime time)
        {
            if (testFrom is DateTime begin && time >= begin)
            {
                return Part.Test;
            }

            bool isValid = time >= validFrom && (validBefore is null || time < validBefore);
            return isValid ? Part.Valid : time < trainBefore ? Part.Train : Part.Gap;
        }

        int[] Of(Part part) => Enumerable.Range(0, parts.Length).Where(index => parts[index] == part).ToArray();
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
}
