using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>What the data are: items, labels, columns, and what did not find its partner.</summary>
public sealed record DatasetDescription
{
    /// <summary>The kind of the data.</summary>
    public required DataKind Kind { get; init; }

    /// <summary>How many items there are.</summary>
    public required int Items { get; init; }

    /// <summary>How items and labels found each other.</summary>
    public required LabelJoin Join { get; init; }

    /// <summary>The column that is predicted; null where it is not one column.</summary>
    public string? Target { get; init; }

    /// <summary>The columns that are predicted: one, several for points, none for masks.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>How many items each label has, the most frequent first; for numbers, of quantiles.</summary>
    public required IReadOnlyList<ValueCount> Labels { get; init; }

    /// <summary>Each column in numbers.</summary>
    public required FrameSummary Columns { get; init; }

    /// <summary>Describes the data.</summary>
    /// <param name="data">The items.</param>
    public static DatasetDescription Of(ProjectDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DatasetDescription
        {
            Kind = data.Kind,
            Items = data.Ids.Count,
            Join = data.Join,
            Target = data.Target,
            Targets = data.Targets,
            Labels = data.Target is null ? [] : Histogram(data.Columns[data.Target]),
            Columns = data.Columns.Describe(),
        };
    }

    private static ValueCount[] Histogram(FrameColumn column)
    {
        int[] rows = [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row))];
        bool isNumber = column.Kind is ColumnKind.Number or ColumnKind.Integer;
        double[] values = isNumber ? [.. ProjectDataset.Numbers(column)] : [];
        int[] finite = isNumber ? [.. rows.Where(row => double.IsFinite(values[row]))] : rows;
        if (finite.Length == 0)
        {
            return [];
        }

        IEnumerable<string> names = isNumber
            ? QuantileBins.Of([.. finite.Select(row => values[row])], [.. finite.Select(row => column.Name)], 10, 1)
            : finite.Select(row => column.TextAt(row)!);
        IEnumerable<ValueCount> counts = names.GroupBy(name => name, StringComparer.Ordinal).Select(group => new ValueCount(group.Key, group.Count()));
        return isNumber
            ? [.. counts.OrderBy(count => count.Value, StringComparer.Ordinal)]
            : [.. counts.OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal)];
    }
}
