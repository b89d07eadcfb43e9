namespace Hone.Learn;

/// <summary>What is computed over the rows of a rolling window; missing values are passed over.</summary>
public enum RollingStatistic
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The least value.</summary>
    Min,

    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>The standard deviation with n - 1 in the denominator, as in pandas; missing for fewer than two values.</summary>
    Std,
}
