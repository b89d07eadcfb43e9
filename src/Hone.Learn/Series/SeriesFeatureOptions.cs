namespace Hone.Learn;

/// <summary>Which earlier values of a series become features of a row.</summary>
public sealed record SeriesFeatureOptions
{
    /// <summary>The column of times: dates or numbers, without gaps.</summary>
    public required string Time { get; init; }

    /// <summary>Columns of numbers or truth values whose earlier values are features; the target may be among them.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The column that says which series a row belongs to, such as the shop; null for one series.</summary>
    public string? Entity { get; init; }

    /// <summary>How many rows earlier; at least 1. 1 and 7 give <c>NAME_lag1</c> and <c>NAME_lag7</c>.</summary>
    public IReadOnlyList<int> Lags { get; init; } = [];

    /// <summary>Rows in each rolling window; at least 1. With the mean, 7 gives <c>NAME_mean7</c>.</summary>
    public IReadOnlyList<int> Windows { get; init; } = [];

    /// <summary>What is computed over the windows; the mean.</summary>
    public IReadOnlyList<RollingStatistic> Statistics { get; init; } = [RollingStatistic.Mean];

    /// <summary>
    /// How many rows before the present one a window ends; 1, so that a row never sees its own value. With a horizon of h steps take h. 0 includes the row itself: only for columns that are known when the
    /// prediction is made.
    /// </summary>
    public int Shift { get; init; } = 1;

    /// <summary>Values that a window needs, or the feature is missing; 1, as in fastai's rolling sums. pandas asks for a full window.</summary>
    public int MinCount { get; init; } = 1;
}
