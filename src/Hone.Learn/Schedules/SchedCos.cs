using System.Globalization;

namespace Hone.Learn;

/// <summary>From start to end along half a cosine: slow, fast, slow; fastai's <c>SchedCos</c>.</summary>
/// <remarks>start + (1 + cos(pi (1 - pos))) (end - start) / 2</remarks>
/// <param name="start">Value at position 0.</param>
/// <param name="end">Value at position 1.</param>
public sealed class SchedCos(double start, double end) : Schedule
{
    /// <inheritdoc/>
    public override double At(double position) => start + ((1 + Math.Cos(Math.PI * (1 - position))) * (end - start) / 2);

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SchedCos({start}, {end})");
}
