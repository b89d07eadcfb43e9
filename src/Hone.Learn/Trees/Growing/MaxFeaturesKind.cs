namespace Hone.Learn;

/// <summary>How a number of columns is told.</summary>
internal enum MaxFeaturesKind
{
    All,
    Sqrt,
    Log2,
    Fraction,
    Count,
}
