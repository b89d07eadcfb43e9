namespace Hone.Learn;

/// <summary>How predictions may change with a column.</summary>
public enum Monotonicity
{
    /// <summary>In any way.</summary>
    Free,

    /// <summary>Predictions never fall when the column rises and all else stays.</summary>
    Increasing,

    /// <summary>Predictions never rise when the column rises and all else stays.</summary>
    Decreasing,
}
