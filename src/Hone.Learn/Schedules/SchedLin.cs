using System.Globalization;

namespace Hone.Learn;

/// <summary>From start to end on a line; fastai's <c>SchedLin</c>.</summary>
/// <remarks>start + pos * (end - start)</remarks>
/// <param name="start">Value at position 0.</param>
/// <param name="end">Value at position 1.</param>
public sealed class SchedLin(double start, double end) : Schedule
{
    /// <inheritdoc/>
    public override double At(double position) => start + (position * (end - start));

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SchedLin({start}, {end})");
}
