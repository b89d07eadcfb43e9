namespace Hone.Method;

/// <summary>Which rows or items a ladder learns from and which it is scored on. Test items are in neither.</summary>
/// <param name="Train">Positions of the training items.</param>
/// <param name="Valid">Positions of the validation items.</param>
/// <param name="ValidIds">The id of each validation item.</param>
public sealed record LadderRows(IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<string> ValidIds)
{
    /// <summary>Finds the items of a frozen split.</summary>
    /// <param name="split">The frozen split.</param>
    /// <param name="ids">The id of each item at hand; more than the split has are left out.</param>
    /// <param name="where">Where the ids come from, for the message.</param>
    /// <exception cref="BaselineException">Training or validation items are missing: the message has the counts and examples.</exception>
    public static LadderRows Of(FrozenSplit split, IReadOnlyList<string> ids, string where)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(ids);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int item = 0; item < ids.Count; item++)
        {
            positions[ids[item]] = item;
        }

        Split parts = split.Split;
        int[] wanted = [.. parts.TrainIndices, .. parts.ValidIndices];
        string[] missing = [.. wanted.Select(index => parts.Ids[index]).Where(id => !positions.ContainsKey(id))];
        if (missing.Length > 0)
        {
            throw new BaselineException(
                ExitCode.BadInput,
                $"the {wanted.Length} training and validation items of split '{split.Name}'",
                $"{wanted.Length - missing.Length} of them among {ids.Count}; missing {string.Join(", ", missing.Take(3).Select(id => $"'{id}'"))}",
                where,
                "name the id column with --id, or the data that were split");
        }

        return new LadderRows(
            [.. parts.TrainIndices.Select(index => positions[parts.Ids[index]])],
            [.. parts.ValidIndices.Select(index => positions[parts.Ids[index]])],
            [.. parts.ValidIndices.Select(index => parts.Ids[index])]);
    }
}
