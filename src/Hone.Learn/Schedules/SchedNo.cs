using System.Globalization;

namespace Hone.Learn;

/// <summary>One value all the time; fastai's <c>SchedNo</c>.</summary>
/// <param name="value">The value.</param>
public sealed class SchedNo(double value) : Schedule
{
    /// <inheritdoc/>
    public override double At(double position) => value;

    /// <summary>Name and number.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SchedNo({value})");
}
