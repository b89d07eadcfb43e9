namespace Hone.Method;

/// <summary>Which items of a project a recipe learns from, is judged by and predicts at the end: a frozen split with subset and fold applied.</summary>
/// <param name="Split">The frozen split.</param>
/// <param name="Items">All items; those of the test part have no label.</param>
/// <param name="Train">Positions in the items, ascending.</param>
/// <param name="Valid">Positions in the items, ascending.</param>
/// <param name="Test">Positions in the items, ascending.</param>
/// <param name="Warnings">What is not as it was asked for.</param>
internal sealed record RecipeParts(
    FrozenSplit Split,
    ProjectDataset Items,
    IReadOnlyList<int> Train,
    IReadOnlyList<int> Valid,
    IReadOnlyList<int> Test,
    IReadOnlyList<string> Warnings)
{
    // The smallest batch that is worth its name; a recipe's own batch size is not known here.
    private const int LeastItems = 16;

    /// <summary>Reads the data of a project and the parts of its split.</summary>
    /// <exception cref="SplitException">No split is frozen, there is none of that name, or the subset is no fraction.</exception>
    /// <exception cref="SplitChangedException">The data are not those that were split.</exception>
    public static RecipeParts Of(Project project, RecipeOptions options)
    {
        SplitSubset.RequireFraction(options.Subset);
        RequireCap(options.ValidCap);
        FrozenSplit split = SplitOf(project, options.Split);
        ProjectDataset items = project.Data.Load(options.CancellationToken);
        split.EnsureMatches(items.Ids, project.Data.Manifest.Hash);

        // Labels of the test part are out of reach here, sealed or not.
        items = items.WithoutLabels(split.Split.TestIndices.Select(index => split.Split.Ids[index]).ToHashSet(StringComparer.Ordinal));
        var parts = new RecipeParts(split, items, [], [], [], []);
        return parts.With(options, split.Split.TrainIndices, split.Split.ValidIndices);
    }

    /// <summary>The same data with one fold of the split as the validation part.</summary>
    public RecipeParts Fold(RecipeOptions options, CrossValidationFold fold) => With(options with { ValidCap = null }, fold.Train, fold.Valid);

    /// <summary>The same data with another share of the training items.</summary>
    public RecipeParts Subset(RecipeOptions options) => With(options, Split.Split.TrainIndices, Split.Split.ValidIndices);

    /// <summary>The sizes in words.</summary>
    public override string ToString()
    {
        string test = Test.Count == 0 ? "" : $", {Test.Count} test without labels";
        return $"{Train.Count} train, {Valid.Count} valid{test}";
    }

    internal static void RequireCap(int? cap)
    {
        if (cap < 1)
        {
            throw new SplitException(ExitCode.Usage, "at least 1 validation item", $"{cap}", "the cap of the validation part", "leave it out to take all of them");
        }
    }

    private RecipeParts With(RecipeOptions options, IReadOnlyList<int> train, IReadOnlyList<int> valid)
    {
        var warnings = new List<string>();
        Dictionary<string, int> positions = Enumerable.Range(0, Items.Ids.Count).ToDictionary(position => Items.Ids[position], StringComparer.Ordinal);
        int[] learned = Chosen(options, PositionsOf(train), warnings);
        int[] judged = Capped(options, PositionsOf(valid), warnings);
        return this with { Train = learned, Valid = judged, Test = PositionsOf(Split.Split.TestIndices), Warnings = warnings };

        int[] PositionsOf(IReadOnlyList<int> indices) => [.. indices.Select(index => positions[Split.Split.Ids[index]]).Order()];
    }

    // Samples follow the seed of the split: another seed of the run is the same sample, or nothing would compare.
    private int[] Chosen(RecipeOptions options, int[] train, List<string> warnings)
    {
        if (options.Subset == 1)
        {
            return train;
        }

        SubsetChoice choice = SubsetSelection.Choose(
            [.. train.Select(position => Items.Ids[position])], options.Subset, ClassesOf(train), GroupsOf(train, warnings), Math.Min(LeastItems, train.Length), Split.Split.Options.Seed);
        if (choice.RaisedClasses > 0)
        {
            warnings.Add($"{Numbers.Percent(options.Subset)} would leave {choice.RaisedClasses} classes without an item: each keeps one");
        }

        if (choice.Fraction > options.Subset)
        {
            warnings.Add($"{Numbers.Percent(options.Subset)} of {train.Length} items is less than a small batch: raised to {choice.Positions.Length} items");
        }

        return [.. choice.Positions.Select(position => train[position])];
    }

    private string[]? ClassesOf(int[] train) => Items.IsClassification
        ? [.. train.Select(position => Items.Columns[Items.Target!].TextAt(position) ?? "")]
        : null;

    private string[]? GroupsOf(int[] train, List<string> warnings)
    {
        GroupCounts? groups = Split.Split.Groups;
        bool hasGroups = groups is not null && Split.Split.Strategy is SplitStrategy.Group or SplitStrategy.StratifiedGroup or SplitStrategy.GroupTime;
        if (hasGroups && groups!.Column is null)
        {
            warnings.Add($"split '{Split.Name}' does not say which column its groups come from: the sample may take some items of a group and leave others");
        }

        return hasGroups && groups!.Column is string column && Items.Columns.Contains(column)
            ? [.. train.Select(position => Items.Columns[column].TextAt(position) ?? Items.Ids[position])]
            : null;
    }

    private int[] Capped(RecipeOptions options, int[] valid, List<string> warnings)
    {
        if (options.ValidCap is not int cap || cap >= valid.Length)
        {
            return valid;
        }

        string[] ids = [.. valid.Select(position => Items.Ids[position])];
        int[] chosen = new IdHash(Split.Split.Options.Seed, "valid cap").Shuffle(Enumerable.Range(0, ids.Length), ids)[..cap];
        warnings.Add($"validation is cut to {cap} of {valid.Length} items: its scores do not compare with those on all of them");
        return [.. chosen.Order().Select(position => valid[position])];
    }

    private static FrozenSplit SplitOf(Project project, string? name)
    {
        if ((name ?? project.Splits.Newest) is string found)
        {
            return project.Splits.Open(found);
        }

        IReadOnlyList<string> drafts = project.Splits.Drafts;
        throw new SplitException(
            ExitCode.BadInput,
            "a frozen split: runs are tied to one",
            drafts.Count == 0 ? "0 splits" : $"0 frozen splits, {drafts.Count} drafts: {string.Join(", ", drafts.Take(3))}",
            Path.Combine(project.Directory, "splits"),
            drafts.Count == 0 ? "hone split plan, hone split make, then hone split freeze" : $"freeze it: hone split freeze {drafts[0]} --seal-test");
    }
}
