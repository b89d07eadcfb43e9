using System.Globalization;

namespace Hone.Method;

/// <summary>What one training of a published row measured.</summary>
/// <param name="Value">The figure that counts.</param>
/// <param name="N">Number of items that it was measured on.</param>
public sealed record Measurement(double Value, int N)
{
    /// <summary>Figures beside it, such as baselines, by name.</summary>
    public IReadOnlyList<(string Name, double Value)> Beside { get; init; } = [];

    /// <summary>Returns the value, the number of items and the figures beside it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Value:0.0000} (n = {N}){string.Concat(Beside.Select(figure => string.Create(CultureInfo.InvariantCulture, $", {figure.Name} {figure.Value:0.0000}")))}");
}
