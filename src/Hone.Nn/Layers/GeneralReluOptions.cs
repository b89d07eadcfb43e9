namespace Hone.Nn;

/// <summary>Options of <see cref="GeneralRelu"/>; the defaults are those of the course.</summary>
public sealed record GeneralReluOptions
{
    /// <summary>Slope below 0; 0.1. With 0 it is a plain ReLU.</summary>
    public double Leak { get; init; } = 0.1;

    /// <summary>What is subtracted; 0.4. The course's <c>sub</c>.</summary>
    public double Shift { get; init; } = 0.4;

    /// <summary>The largest output; null for any. The course's <c>maxv</c>.</summary>
    public double? Most { get; init; }
}
