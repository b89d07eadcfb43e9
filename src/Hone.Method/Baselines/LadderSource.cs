namespace Hone.Method;

/// <summary>Where the data of a ladder are and what their columns mean.</summary>
public sealed record LadderSource
{
    /// <summary>A CSV file, or a folder of images, texts or masks; null stands for what <c>data/source.json</c> names, or <c>data/raw</c> of the project.</summary>
    public string? Path { get; init; }

    /// <summary>The kind of data; null looks at what is there.</summary>
    public LadderKind? Kind { get; init; }

    /// <summary>The id column of a table; null looks for the column, or the row numbers, that hold the ids of the split.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column of texts, for texts in a table.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column of users, for ratings.</summary>
    public string? UserColumn { get; init; }

    /// <summary>The column of items, for ratings.</summary>
    public string? ItemColumn { get; init; }

    /// <summary>The column of times, for series.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The column that says which series a row belongs to.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>Columns of a table that are left out, such as parts of the target; none by default.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>A class of masks that is not judged.</summary>
    public int? IgnoredClass { get; init; }
}
