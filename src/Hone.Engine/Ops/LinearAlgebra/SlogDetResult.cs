namespace Hone;

/// <summary>The determinant of each matrix as Sign e^LogAbsDet, which neither overflows nor vanishes.</summary>
/// <param name="Sign">[...]: 1, -1, or 0 for a singular matrix; without gradient.</param>
/// <param name="LogAbsDet">[...]: the natural logarithm of the absolute determinant; -infinity for a singular matrix.</param>
public sealed record SlogDetResult(Tensor Sign, Tensor LogAbsDet);
