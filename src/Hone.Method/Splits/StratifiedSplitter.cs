namespace Hone.Method;

/// <summary>
/// Assigns items by chance within each class. Each class gives each part its share rounded down or up, and the classes with the largest
/// remainders round up, so that the whole part has the size that was asked for. Folds are dealt class after class without starting
/// over, so that folds differ by one item at most, in each class and in all.
/// </summary>
internal sealed class StratifiedSplitter(SplitOptions options) : FoldingSplitter(options)
{
    protected override SplitStrategy Strategy => SplitStrategy.Stratified;

    /// <summary>How many items a class needs, so that each part or fold gets one of them.</summary>
    internal static int LeastOf(SplitOptions options)
    {
        SplitFractions fractions = options.Fractions;
        double smallest = fractions.Test > 0 ? Math.Min(fractions.Valid, fractions.Test) : fractions.Valid;
        int forShares = (int)Math.Ceiling(Math.Min(1e6, 1 / smallest));
        int forFolds = fractions.Test > 0 ? (int)Math.Ceiling((options.Folds + 1) / fractions.Train) : options.Folds;
        return Math.Max(3, options.Folds == 0 ? forShares : forFolds);
    }

    protected override SplitData Prepare(SplitData data)
    {
        SplitData strata = data.WithStrata(Options.Bins, LeastOf(Options));
        return strata.Classes is not null ? strata : throw new SplitException(
            ExitCode.Usage,
            "a class or a number for each of the items",
            $"{data.Ids.Count} items and no classes",
            "a stratified split",
            "give the classes, or split at random");
    }

    protected override SplitAssignment Divide(SplitData data, SplitFractions fractions)
    {
        ClassGroup[] groups = ClassGroup.Of(data.Classes!);
        (int[] valid, int[] test) = Allocate(groups, fractions);
        RefuseEmpty(groups, fractions, valid, test);

        var hash = new IdHash(Options.Seed, "split");
        var parts = (Train: new List<int>(), Valid: new List<int>(), Test: new List<int>());
        for (int i = 0; i < groups.Length; i++)
        {
            int[] order = hash.Shuffle(groups[i].Indices, data.Ids);
            int held = valid[i] + test[i];
            parts.Valid.AddRange(order[..valid[i]]);
            parts.Test.AddRange(order[valid[i]..held]);
            parts.Train.AddRange(order[held..]);
        }

        return new SplitAssignment(parts.Train, parts.Valid, parts.Test);
    }

    protected override int[] Deal(SplitData data, int folds)
    {
        ClassGroup[] groups = ClassGroup.Of(data.Classes!);
        ClassGroup smallest = groups.MinBy(group => group.Count)!;
        if (smallest.Count < folds)
        {
            int small = groups.Count(group => group.Count < folds);
            throw new SplitException(
                ExitCode.BadInput,
                $"at least {folds} items of every class for {folds} folds",
                $"class '{smallest.Name}' with {smallest.Count}; {small} of {groups.Length} classes are too small",
                Where(data),
                smallest.Count < 2 ? $"merge or drop class '{smallest.Name}': no k is feasible" : $"the largest feasible k is {smallest.Count}; or merge or drop the class");
        }

        var hash = new IdHash(Options.Seed, "fold");
        int[] result = new int[data.Ids.Count];
        int next = 0;
        foreach (ClassGroup group in groups)
        {
            foreach (int index in hash.Shuffle(group.Indices, data.Ids))
            {
                result[index] = next;
                next = (next + 1) % folds;
            }
        }

        return result;
    }

    /// <summary>How many items each class gives to validation and to test.</summary>
    private static (int[] Valid, int[] Test) Allocate(ClassGroup[] groups, SplitFractions fractions)
    {
        int[] none = new int[groups.Length];
        bool withTest = fractions.Test > 0;
        int[] valid = Allocate(groups, fractions.Valid, none, reserve: withTest ? 2 : 1);
        int[] test = withTest ? Allocate(groups, fractions.Test, valid, reserve: 1) : none;
        return (valid, test);
    }

    /// <summary>How many items each class gives to one part; <paramref name="reserve"/> items are left for the parts that come after.</summary>
    private static int[] Allocate(ClassGroup[] groups, double fraction, int[] taken, int reserve)
    {
        // 1. Round down; a class that has half an item or more to give gives one.
        int[] counts = new int[groups.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            double share = groups[i].Count * fraction;
            counts[i] = share is >= 0.5 and < 1 ? 1 : (int)share;
        }

        // 2. What is missing to the size of the whole part comes from the largest remainders.
        int missing = (int)Math.Round(groups.Sum(group => group.Count) * fraction, MidpointRounding.AwayFromZero) - counts.Sum();
        IEnumerable<int> byRemainder = Enumerable.Range(0, groups.Length)
            .Where(i => counts[i] > 0 && Remainder(i) > 0 && taken[i] + counts[i] + 1 + reserve <= groups[i].Count)
            .OrderByDescending(Remainder)
            .ThenBy(i => i);
        foreach (int i in byRemainder.Take(Math.Max(0, missing)).ToArray())
        {
            counts[i]++;
        }

        return counts;

        double Remainder(int i) => (groups[i].Count * fraction) - counts[i];
    }

    private static int[] TooSmall(ClassGroup[] groups, SplitFractions fractions, int[] valid, int[] test) =>
        Enumerable.Range(0, groups.Length)
            .Where(i => valid[i] == 0 || (fractions.Test > 0 && test[i] == 0) || valid[i] + test[i] >= groups[i].Count)
            .OrderBy(i => groups[i].Count)
            .ToArray();

    private static void RefuseEmpty(ClassGroup[] groups, SplitFractions fractions, int[] valid, int[] test)
    {
        int[] small = TooSmall(groups, fractions, valid, test);
        if (small.Length == 0)
        {
            return;
        }

        int worst = small[0];
        ClassGroup group = groups[worst];
        int parts = fractions.Parts.Count;
        int train = Math.Max(0, group.Count - valid[worst] - test[worst]);
        string counts = parts == 3 ? $"{train} train, {valid[worst]} valid, {test[worst]} test" : $"{train} train, {valid[worst]} valid";
        SplitFractions? feasible = Feasible(groups, fractions);
        throw new SplitException(
            ExitCode.BadInput,
            $"at least 1 item of every class in each of the {parts} parts ({fractions})",
            $"class '{group.Name}' with {group.Count} items gives {counts}; {small.Length} of {groups.Length} classes are too small",
            $"a stratified split of {groups.Sum(each => each.Count)} items",
            feasible is null
                ? $"merge or drop class '{groups.MinBy(each => each.Count)!.Name}': no fractions put {groups.Min(each => each.Count)} items into {parts} parts"
                : $"the feasible fractions with the largest training part, {feasible}; or merge or drop the class");
    }

    /// <summary>The fractions nearest to the wanted ones that leave no part of any class empty; null when there are none.</summary>
    internal static SplitFractions? Feasible(ClassGroup[] groups, SplitFractions wanted)
    {
        // One item of the smallest class, rounded up to a hundredth of a percent so that the printed number works as it stands.
        double least = Math.Ceiling(10000.0 / groups.Min(group => group.Count)) / 10000;
        double equal = wanted.Test > 0 ? 0.3333 : 0.5;
        SplitFractions[] candidates =
        [
            wanted with { Valid = Math.Max(wanted.Valid, least), Test = wanted.Test > 0 ? Math.Max(wanted.Test, least) : 0 },
            wanted with { Valid = least, Test = wanted.Test > 0 ? least : 0 },
            wanted with { Valid = equal, Test = wanted.Test > 0 ? equal : 0 },
        ];
        return candidates.FirstOrDefault(IsFeasible);

        bool IsFeasible(SplitFractions fractions)
        {
            if (fractions.Train <= 0)
            {
                return false;
            }

            (int[] valid, int[] test) = Allocate(groups, fractions);
            return TooSmall(groups, fractions, valid, test).Length == 0;
        }
    }
}
