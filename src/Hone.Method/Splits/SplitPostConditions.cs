namespace Hone.Method;

/// <summary>
/// What must be true of every split, whatever strategy made it: disjoint, complete, no part and no fold empty, no group in two parts or
/// folds where groups stay whole, training before validation where time decides, every class in every part where classes were promised.
/// </summary>
internal static class SplitPostConditions
{
    /// <exception cref="SplitException">A post-condition does not hold.</exception>
    public static void Assert(SplitAssignment assignment, SplitData data, SplitOptions options, SplitStrategy strategy)
    {
        AssertDisjointAndComplete(assignment, data, strategy);
        AssertFolds(assignment, data, options, strategy);
        IReadOnlyList<Part> parts = options.TestFrom is null ? options.Fractions.Parts : [Part.Train, Part.Valid, Part.Test];
        foreach (Part part in parts)
        {
            AssertNotEmpty(assignment.Of(part), part, data, options, strategy);
        }

        if (strategy is SplitStrategy.Group or SplitStrategy.StratifiedGroup || (strategy == SplitStrategy.Hash && data.Groups is not null))
        {
            AssertWholeGroups(assignment, data, strategy);
        }

        bool promisesClasses = strategy is SplitStrategy.Random or SplitStrategy.Stratified or SplitStrategy.GivenTest or SplitStrategy.StratifiedGroup;
        if (data.Classes is null || !promisesClasses)
        {
            return;
        }

        int classes = data.Classes.Distinct(StringComparer.Ordinal).Count();
        foreach (Part part in options.Fractions.Parts)
        {
            AssertEveryClass(assignment.Of(part), part, data, classes, strategy);
        }
    }

    public static string Where(SplitStrategy strategy, SplitData data) => $"a {Word(strategy)} split of {data.Ids.Count} items";

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

    private static void AssertNotEmpty(IReadOnlyList<int> indices, Part part, SplitData data, SplitOptions options, SplitStrategy strategy)
    {
        if (indices.Count > 0)
        {
            return;
        }

        bool byTime = strategy is SplitStrategy.Time or SplitStrategy.GroupTime;
        string times = byTime ? TimesOf(data) : "";
        throw new SplitException(
            ExitCode.BadInput,
            strategy == SplitStrategy.Predefined ? "items for training and for validation" : $"items in every part ({options.Fractions})",
            $"0 of {data.Ids.Count} items in the {Word(part)} part{times}",
            Where(strategy, data),
            strategy switch
            {
                SplitStrategy.Predefined => "keep the given test part and divide the rest: a split with a given test part",
                SplitStrategy.Time or SplitStrategy.GroupTime when options.Gap > TimeSpan.Zero => $"a shorter gap than {Durations.Text(options.Gap)}, or other dates",
                SplitStrategy.Time or SplitStrategy.GroupTime => "choose dates inside the data, or allow groups that are in the past as well",
                SplitStrategy.Hash => "use a larger fraction for it, or more data: a split by hash meets its shares on average only",
                _ => "use a larger fraction for it, or more data",
            });
    }

    private static void AssertFolds(SplitAssignment assignment, SplitData data, SplitOptions options, SplitStrategy strategy)
    {
        if (assignment.Folds is not { } folds)
        {
            return;
        }

        int[] counts = new int[Math.Max(options.Folds, folds.Max() + 1)];
        foreach (int fold in folds.Where(fold => fold >= 0))
        {
            counts[fold]++;
        }

        int empty = Array.IndexOf(counts, 0);
        if (empty >= 0)
        {
            int filled = counts.Count(count => count > 0);
            throw new SplitException(
                ExitCode.BadInput,
                $"items in each of the {counts.Length} folds",
                $"0 of {data.Ids.Count} items in fold {empty}; {filled} folds have items",
                Where(strategy, data),
                strategy == SplitStrategy.Hash ? "use fewer folds or more data: a split by hash meets its shares on average only" : $"use {Math.Max(2, filled)} folds");
        }

        int[] inTest = [.. assignment.Test.Where(index => folds[index] >= 0)];
        if (inTest.Length > 0)
        {
            throw Broken("test items in no fold", $"item '{data.Ids[inTest[0]]}' in fold {folds[inTest[0]]}", strategy, data);
        }
    }

    private static void AssertWholeGroups(SplitAssignment assignment, SplitData data, SplitStrategy strategy)
    {
        var homes = new Dictionary<string, (Part Part, int Fold)>(StringComparer.Ordinal);
        foreach (Part part in Enum.GetValues<Part>())
        {
            foreach (int index in assignment.Of(part))
            {
                (Part, int) home = (part, assignment.Folds?[index] ?? SplitAssignment.NoFold);
                string group = data.Groups![index]!;
                if (homes.TryGetValue(group, out (Part Part, int Fold) other) && other != home)
                {
                    throw Broken("each group in one part and one fold", $"group '{group}' in {other} and in {home}", strategy, data);
                }

                homes[group] = home;
            }
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

    private static string TimesOf(SplitData data) =>
        data.Times is null ? "" : $"; the items are from {Moments.Text(data.Times.Min()!.Value)} to {Moments.Text(data.Times.Max()!.Value)}";

    private static SplitException Broken(string expected, string got, SplitStrategy strategy, SplitData data) =>
        new(ExitCode.BadInput, expected, got, Where(strategy, data), "report this: the strategy itself is wrong, not the data");

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
