using System.Globalization;

namespace Hone.Learn;

/// <summary>From start to end along a power; fastai's <c>SchedPoly</c>.</summary>
/// <remarks>start + (end - start) * pos^power</remarks>
/// <param name="start">Value at position 0.</param>
/// <param name="end">Value at position 1.</param>
/// <param name="power">1 is a line; more is slower at first.</param>
public sealed class SchedPoly(double start, double end, double power) : Schedule
{
    /// <inheritdoc/>
    public override double At(double position) => start + ((end - start) * Math.Pow(position, power));

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SchedPoly({start}, {end}, {power})");
}
