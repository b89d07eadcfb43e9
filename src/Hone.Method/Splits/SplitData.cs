namespace Hone.Method;

/// <summary>What a split is made from: one id per item and, as far as the strategy needs them, classes or numbers, groups and times.</summary>
public sealed record SplitData
{
    private const int ShownOffenders = 3;

    /// <summary>One id per item: unique, not empty, without control characters. A path or a row key that stays with the item.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The class of each item in the order of <see cref="Ids"/>; null where there are no classes.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>The number that is predicted for each item; a stratified split cuts it into quantiles. Null where classes are predicted.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>What each item belongs to, such as a person, a patient or a boat; null for an item where it is not known.</summary>
    public IReadOnlyList<string?>? Groups { get; init; }

    /// <summary>The column that the groups come from, for those who look for them later; null where they come from elsewhere.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>When each item happened; null for an item where it is not known.</summary>
    public IReadOnlyList<DateTime?>? Times { get; init; }

    /// <summary>The items at some positions, as data of their own.</summary>
    internal SplitData Take(IReadOnlyList<int> positions) => new()
    {
        Ids = Pick(Ids, positions)!,
        Classes = Pick(Classes, positions),
        Values = Pick(Values, positions),
        Groups = Pick(Groups, positions),
        GroupColumn = GroupColumn,
        Times = Pick(Times, positions),
    };

    /// <summary>The data with the quantiles of its numbers as classes, where it has numbers and no classes.</summary>
    /// <param name="bins">How many quantiles at most.</param>
    /// <param name="least">How many items each of them needs.</param>
    internal SplitData WithStrata(int bins, int least) =>
        Classes is null && Values is not null ? this with { Classes = QuantileBins.Of(Values, Ids, bins, least) } : this;

    /// <exception cref="SplitException">There are no groups, or an item has none.</exception>
    internal IReadOnlyList<string> RequireGroups(string where)
    {
        IReadOnlyList<string?> groups = Groups ?? throw new SplitException(
            ExitCode.Usage, "a group for each of the items", $"{Ids.Count} items and no groups", where, "name the column that says who or what an item belongs to (--by)");
        int[] missing = Missing(groups, string.IsNullOrWhiteSpace);
        if (missing.Length == 0)
        {
            return groups!;
        }

        int known = groups.Where(group => !string.IsNullOrWhiteSpace(group)).Distinct(StringComparer.Ordinal).Count();
        throw new SplitException(
            ExitCode.BadInput,
            $"a group for each of the {Ids.Count} items",
            $"{missing.Length} items without one: {Offenders(missing)}",
            where,
            $"fill the groups in, or leave the items out; the others form {known} groups, so the largest feasible k would be {known}");
    }

    /// <exception cref="SplitException">There are no times, or an item has none.</exception>
    internal DateTime[] RequireTimes(string where)
    {
        IReadOnlyList<DateTime?> times = Times ?? throw new SplitException(
            ExitCode.Usage, "a time for each of the items", $"{Ids.Count} items and no times", where, "name the column with the date (--time)");
        int[] missing = Missing(times, time => time is null);
        if (missing.Length == 0)
        {
            return times.Select(time => time!.Value).ToArray();
        }

        int known = times.Where(time => time is not null).Distinct().Count();
        throw new SplitException(
            ExitCode.BadInput,
            $"a time for each of the {Ids.Count} items",
            $"{missing.Length} items without one: {Offenders(missing)}",
            where,
            $"fill the dates in, or leave the items out; the others have {known} different times, so the largest feasible k would be {Math.Max(0, known - 1)}");
    }

    internal void Validate()
    {
        if (Ids.Count == 0)
        {
            throw new SplitException(ExitCode.BadInput, "at least one item to split", "0 items", "the data of the split", "look at the data source");
        }

        RequireLength(Classes?.Count, "class", "classes");
        RequireLength(Values?.Count, "number", "numbers");
        RequireLength(Groups?.Count, "group", "groups");
        RequireLength(Times?.Count, "time", "times");
        var rows = new Dictionary<string, int>(Ids.Count, StringComparer.Ordinal);
        for (int row = 0; row < Ids.Count; row++)
        {
            string id = Ids[row];
            if (id.Length == 0 || id.Any(char.IsControl))
            {
                throw new SplitException(
                    ExitCode.BadInput,
                    "ids that are not empty and hold no control characters",
                    id.Length == 0 ? "an empty id" : "an id with a control character",
                    $"item {row} of {Ids.Count}",
                    "use the file path or a key column as the id");
            }

            if (!rows.TryAdd(id, row))
            {
                throw new SplitException(
                    ExitCode.BadInput,
                    "ids that occur once",
                    $"id '{id}' twice",
                    $"items {rows[id]} and {row} of {Ids.Count}",
                    "use the file path or a key column as the id");
            }
        }
    }

    private static T[]? Pick<T>(IReadOnlyList<T>? values, IReadOnlyList<int> positions) =>
        values is null ? null : positions.Select(position => values[position]).ToArray();

    private static int[] Missing<T>(IReadOnlyList<T> values, Func<T, bool> isMissing) =>
        Enumerable.Range(0, values.Count).Where(row => isMissing(values[row])).ToArray();

    private string Offenders(int[] rows) =>
        string.Join(", ", rows.Take(ShownOffenders).Select(row => $"item {row} ('{Ids[row]}')"));

    private void RequireLength(int? count, string one, string several)
    {
        if (count is int got && got != Ids.Count)
        {
            throw new SplitException(
                ExitCode.BadInput,
                $"one {one} per item",
                $"{Ids.Count} items and {got} {several}",
                "the data of the split",
                "check that labels and items come from the same file");
        }
    }
}
