using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Tables with the same columns, one below the other.</summary>
internal static class StackedFrames
{
    /// <summary>Stacks tables; a column that holds whole numbers in one and numbers in another holds numbers, and words win over everything else.</summary>
    /// <param name="tables">At least one; all with the names of the first, in its order.</param>
    public static Frame Of(IReadOnlyList<Frame> tables) => tables.Count == 1
        ? tables[0]
        : new Frame([.. tables[0].Names.Select(name => Column(name, [.. tables.Select(table => table[name])]))]);

    private static FrameColumn Column(string name, FrameColumn[] parts)
    {
        // A column without any value says nothing about its kind.
        ColumnKind[] kinds = [.. parts.Where(part => part.MissingCount < part.Count).Select(part => part.Kind).Distinct()];
        if (kinds is [ColumnKind.Integer])
        {
            return new IntegerColumn(name, [.. parts.SelectMany(part => Values(part, row => ((IntegerColumn)part)[row]))]);
        }

        if (kinds.Length > 0 && kinds.All(kind => kind is ColumnKind.Integer or ColumnKind.Number))
        {
            return new NumberColumn(name, parts.SelectMany(ProjectDataset.Numbers).ToArray());
        }

        if (kinds is [ColumnKind.Date])
        {
            return new DateColumn(name, [.. parts.SelectMany(part => Values(part, row => ((DateColumn)part)[row]))]);
        }

        return kinds is [ColumnKind.Bool]
            ? new BoolColumn(name, [.. parts.SelectMany(part => Values(part, row => ((BoolColumn)part)[row]))])
            : new CategoricalColumn(name, [.. parts.SelectMany(ProjectDataset.Texts)]);
    }

    private static IEnumerable<T?> Values<T>(FrameColumn part, Func<int, T?> value)
        where T : struct =>
        Enumerable.Range(0, part.Count).Select(row => part.IsMissing(row) ? null : value(row));
}
