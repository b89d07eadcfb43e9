namespace Hone.Learn;

/// <summary>What takes the place of a missing number.</summary>
public enum FillStrategy
{
    /// <summary>The median of the training rows.</summary>
    Median,

    /// <summary>The most frequent value of the training rows; the smallest of several.</summary>
    Mode,

    /// <summary>A number that is given.</summary>
    Constant,
}
