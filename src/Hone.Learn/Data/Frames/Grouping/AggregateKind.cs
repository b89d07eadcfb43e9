namespace Hone.Learn.Data;

/// <summary>What is computed of the values of a group; missing values do not count.</summary>
public enum AggregateKind
{
    /// <summary>Number of values.</summary>
    Count,

    /// <summary>Number of different values.</summary>
    CountDistinct,

    /// <summary>Sum; 0 without values.</summary>
    Sum,

    /// <summary>Mean.</summary>
    Mean,

    /// <summary>Standard deviation with n - 1, as in pandas; missing for fewer than two values.</summary>
    Std,

    /// <summary>Least value.</summary>
    Min,

    /// <summary>Greatest value.</summary>
    Max,

    /// <summary>Median.</summary>
    Median,

    /// <summary>The first value, in the order of the rows; for any kind of column.</summary>
    First,

    /// <summary>The last value, in the order of the rows; for any kind of column.</summary>
    Last,
}
