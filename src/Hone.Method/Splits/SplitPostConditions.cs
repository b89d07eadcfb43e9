namespace Hone.Method;

/// <summary>What must be true of every split, whatever strategy made it: disjoint, complete, no part empty, every class in every part.</summary>
internal static class SplitPostConditions
{
    /// <exception cref="SplitException">A post-condition does not hold.</exception>
    public static void Assert(SplitAssignment assignment, SplitData data, SplitFractions fractions, SplitStrategy strategy)
    {
        AssertDisjointAndComplete(assignment, data, strategy);
        foreach (Part part in fractions.Parts)
        {
            AssertNotEmpty(assignment.Of(part), part, data, fractions, strategy);
        }

        if (data.Classes is null)
        {
            return;
        }

        int classes = data.Classes.Distinct(StringComparer.Ordinal).Count();
        foreach (Part part in fractions.Parts)
        {
            AssertEveryClass(assignment.Of(part), part, data, classes, strategy);
        }
    }

    private static void AssertDisjointAndComplete(SplitAssignment assignment, SplitData data, SplitStrategy strategy)
    {
        var seen = new Part?[data.Ids.Count];
        foreach (Part part in Enum.GetValues<Part>())
        {
            foreach (int index in assignment.Of(part))
            {
                if (seen[index] is Part other)
                {
                    throw Broken("parts that share no item", $"item '{data.Ids[index]}' in {other} and in {part}", strategy, data);
                }

                seen[index] = part;
            }
        }

        int left = seen.Count(part => part is null);
        if (left > 0)
        {
            throw Broken("every item in a part", $"{left} of {data.Ids.Count} items in none", strategy, data);
        }
    }

    private static void AssertNotEmpty(IReadOnlyList<int> indices, Part part, SplitData data, SplitFractions fractions, SplitStrategy strategy)
    {
        if (indices.Count == 0)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"items in every part ({fractions})",
                $"0 of {data.Ids.Count} items in the {Word(part)} part",
                Where(strategy, data),
                "use a larger fraction for it, or more data");
        }
    }

    private static void AssertEveryClass(IReadOnlyList<int> indices, Part part, SplitData data, int classes, SplitStrategy strategy)
    {
        var present = indices.Select(index => data.Classes![index]).ToHashSet(StringComparer.Ordinal);
        if (present.Count == classes)
        {
            return;
        }

        string missing = data.Classes!.Where(name => !present.Contains(name)).Order(StringComparer.Ordinal).First();
        int count = data.Classes!.Count(name => name == missing);
        throw new SplitException(
            ExitCode.BadInput,
            "every class in every part",
            $"{classes - present.Count} of {classes} classes missing from the {Word(part)} part, among them '{missing}' with {count} items in all",
            Where(strategy, data),
            strategy == SplitStrategy.Random ? "split stratified by class" : "use a larger fraction for the part, or merge small classes");
    }

    private static SplitException Broken(string expected, string got, SplitStrategy strategy, SplitData data) =>
        new(ExitCode.BadInput, expected, got, Where(strategy, data), "report this: the strategy itself is wrong, not the data");

    private static string Where(SplitStrategy strategy, SplitData data) =>
        $"a {Word(strategy)} split of {data.Ids.Count} items";

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
