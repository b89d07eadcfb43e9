namespace Hone.Method;

/// <summary>Assigns whole groups, so that what is validated on was never seen; stratified, it keeps the class shares as well as groups allow.</summary>
internal sealed class GroupSplitter(SplitOptions options, bool isStratified) : FoldingSplitter(options)
{
    protected override SplitStrategy Strategy => isStratified ? SplitStrategy.StratifiedGroup : SplitStrategy.Group;

    protected override SplitData Prepare(SplitData data)
    {
        data.RequireGroups(Where(data));
        if (!isStratified)
        {
            return data;
        }

        SplitData strata = data.WithStrata(Options.Bins, 2 * StratifiedSplitter.LeastOf(Options));
        return strata.Classes is not null ? strata : throw new SplitException(
            ExitCode.Usage,
            "a class or a number for each of the items",
            $"{data.Ids.Count} items and no classes",
            Where(data),
            "give the classes, or split by group alone");
    }

    protected override SplitAssignment Divide(SplitData data, SplitFractions fractions)
    {
        GroupTable table = TableOf(data);
        Part[] parts = [.. fractions.Parts];
        if (table.Names.Length < parts.Length)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"at least {parts.Length} groups for {parts.Length} parts ({fractions})",
                $"{table.Names.Length} groups in {data.Ids.Count} items",
                Where(data),
                table.Names.Length < 2 ? "no split by this column is feasible: choose another one, or more data" : "leave the test part out, or collect more groups");
        }

        GroupPlacement placement = GroupAllocator.Allocate(table, parts.Select(fractions.Of).ToArray(), Options.Seed);
        if (isStratified && placement.Score().Lacking > 0)
        {
            throw Lacking(data, table, placement, parts.Select(part => part.ToString().ToLowerInvariant()).ToArray(), "split by group alone, merge small classes, or collect more groups");
        }

        var chosen = parts.Select(_ => new List<int>()).ToArray();
        for (int group = 0; group < table.Names.Length; group++)
        {
            chosen[placement.Parts[group]].AddRange(table.Members[group]);
        }

        return new SplitAssignment(chosen[0], chosen[1], parts.Length > 2 ? chosen[2] : []);
    }

    protected override int[] Deal(SplitData data, int folds)
    {
        GroupTable table = TableOf(data);
        if (table.Names.Length < folds)
        {
            int feasible = LargestFeasible(table, table.Names.Length);
            throw new SplitException(
                ExitCode.BadInput,
                $"at least {folds} groups for {folds} folds",
                $"{table.Names.Length} groups in {data.Ids.Count} items",
                Where(data),
                feasible < 2 ? $"no k is feasible with {(table.Names.Length < 2 ? "one group" : "every class in every fold")}: choose another column{(isStratified ? ", or split by group alone" : "")}" : $"the largest feasible k is {feasible}");
        }

        GroupPlacement placement = Allocate(table, folds);
        if (isStratified && placement.Score().Lacking > 0)
        {
            int feasible = LargestFeasible(table, folds - 1);
            string advice = feasible < 2 ? "no k is feasible: split by group alone, or merge small classes" : $"the largest feasible k is {feasible}; or split by group alone";
            throw Lacking(data, table, placement, Enumerable.Range(0, folds).Select(fold => $"fold {fold}").ToArray(), advice);
        }

        int[] result = new int[data.Ids.Count];
        for (int group = 0; group < table.Names.Length; group++)
        {
            foreach (int index in table.Members[group])
            {
                result[index] = placement.Parts[group];
            }
        }

        return result;
    }

    private GroupTable TableOf(SplitData data) => GroupTable.Of(data.RequireGroups(Where(data)), isStratified ? data.Classes : null);

    private GroupPlacement Allocate(GroupTable table, int folds) =>
        GroupAllocator.Allocate(table, Enumerable.Repeat(1.0 / folds, folds).ToArray(), Options.Seed);

    /// <summary>The largest number of folds, up to a limit, that this strategy really makes; below 2 there is none.</summary>
    private int LargestFeasible(GroupTable table, int most)
    {
        int limit = isStratified ? Math.Min(most, Enumerable.Range(0, table.Classes.Length).Min(table.GroupsWith)) : most;
        int folds = Math.Min(limit, SplitOptions.MostFolds);
        while (isStratified && folds >= 2 && Allocate(table, folds).Score().Lacking > 0)
        {
            folds--;
        }

        return folds;
    }

    private SplitException Lacking(SplitData data, GroupTable table, GroupPlacement placement, string[] names, string advice)
    {
        int rarest = Enumerable.Range(0, table.Classes.Length).MinBy(table.GroupsWith);
        int lacking = Enumerable.Range(0, names.Length).First(part => placement.ScoreOf(part).Lacking > 0);
        return new SplitException(
            ExitCode.BadInput,
            $"every class in each of the {names.Length} parts",
            $"{names[lacking]} lacks {placement.ScoreOf(lacking).Lacking} of {table.Classes.Length} classes; the rarest, '{table.Classes[rarest]}', has {table.ClassTotals[rarest]} items in {table.GroupsWith(rarest)} of {table.Names.Length} groups",
            Where(data),
            advice);
    }
}
