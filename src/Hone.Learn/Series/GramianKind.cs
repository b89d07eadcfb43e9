namespace Hone.Learn;

/// <summary>How the angles of two moments are joined.</summary>
public enum GramianKind
{
    /// <summary>cos(a + b): symmetric, its diagonal tells the series (GASF).</summary>
    Summation,

    /// <summary>sin(a - b): antisymmetric, it tells which moment is the higher one (GADF).</summary>
    Difference,
}
