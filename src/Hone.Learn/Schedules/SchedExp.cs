using System.Globalization;

namespace Hone.Learn;

/// <summary>From start to end by a constant factor; fastai's <c>SchedExp</c>.</summary>
/// <remarks>start * (end / start)^pos; both above 0.</remarks>
/// <param name="start">Value at position 0.</param>
/// <param name="end">Value at position 1.</param>
public sealed class SchedExp(double start, double end) : Schedule
{
    /// <inheritdoc/>
    public override double At(double position) => start * Math.Pow(end / start, position);

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SchedExp({start}, {end})");
}
