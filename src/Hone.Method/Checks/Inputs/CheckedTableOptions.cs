using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>What the columns of a table to check are.</summary>
public sealed record CheckedTableOptions
{
    /// <summary>The column that is predicted; null where there is none, and what needs it is then not checked.</summary>
    public string? Target { get; init; }

    /// <summary>Whether the target is a class or a number; decided by its values unless set.</summary>
    public CheckedTargetKind CheckedTargetKind { get; init; }

    /// <summary>The column whose values are train, valid (val, validation) and test; null where <see cref="Parts"/> has them or there is no split.</summary>
    public string? SplitColumn { get; init; }

    /// <summary>The part of each row; null takes <see cref="SplitColumn"/>.</summary>
    public IReadOnlyList<Part>? Parts { get; init; }

    /// <summary>Columns that identify rows; they are no features. Columns that count rows, and words that never repeat, are found without being named.</summary>
    public IReadOnlyList<string> IdColumns { get; init; } = [];

    /// <summary>Columns that no model learns from, such as those of <c>hone baseline --drop</c>; they are no features. Those that the table does not have are ignored.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The column whose values (patients, stores, videos) must not be in two parts; null where none is declared.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>The column that says when a row happened; null where none is declared.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>How far ahead is predicted, in the unit of the time column (days for dates); 0 when that is not known.</summary>
    public double Horizon { get; init; }

    /// <summary>The longest window that a feature looks back over, in the unit of the time column (days for dates); 0 for none.</summary>
    public double LongestWindow { get; init; }

    /// <summary>Whether upper and lower case are one in text; true, because most tables mean it so.</summary>
    public bool IgnoreCase { get; init; } = true;

    /// <summary>Metric, nature of the split, folds, seed.</summary>
    public CheckSettings Settings { get; init; } = new();
}
