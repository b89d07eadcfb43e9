namespace Hone.Learn;

/// <summary>How a table of series is cut into windows.</summary>
public sealed record SeriesOptions
{
    /// <summary>The column of times: dates or numbers, without gaps.</summary>
    public required string Time { get; init; }

    /// <summary>Columns that a window holds, one channel each.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Rows in a window; at least 1.</summary>
    public required int Window { get; init; }

    /// <summary>Columns to predict; null stands for the inputs.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>The column that says which series a row belongs to; null for one series. No window crosses from one series into the next.</summary>
    public string? Entity { get; init; }

    /// <summary>Rows to predict; 1. With 0 windows have no targets, such as for classification by a label of the whole series.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>Rows between the window and the first that is predicted, because data arrive late or a decision needs time; 0.</summary>
    public int Gap { get; init; }

    /// <summary>Rows from the start of a window to the start of the next; 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Time from one row to the next, for columns of dates: windows that it does not hold for are left out and counted. Null asks for nothing.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>How values are scaled; not at all.</summary>
    public SeriesScale Scale { get; init; } = SeriesScale.None;
}
