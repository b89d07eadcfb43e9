using System.Globalization;

namespace Hone.Method;

/// <summary>A confidence interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Confidence">The share of such intervals that hold the true value, such as 0.95.</param>
public sealed record Interval(double Low, double High, double Confidence)
{
    /// <summary>The distance between the ends.</summary>
    public double Width => High - Low;

    /// <summary>Whether a value lies between the ends, the ends included.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Returns the interval as text, such as <c>[0.8256, 0.9448]</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"[{Low:0.####}, {High:0.####}]");
}
