using System.Globalization;

namespace Hone.Learn;

/// <summary>How good a model is on a part of the data.</summary>
/// <param name="Loss">Mean loss over all items.</param>
/// <param name="Metrics">The metrics over all items.</param>
/// <param name="Count">Number of items.</param>
public sealed record ValidationResult(double Loss, IReadOnlyList<MetricValue> Metrics, int Count)
{
    /// <summary>Loss and metrics with the six decimals of the table of epochs: <c>loss 0.858758, accuracy 0.625000 on 24 items</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        IEnumerable<string> values = [Value("loss", Loss), .. Metrics.Select(metric => Value(metric.Name, metric.Value))];
        return $"{string.Join(", ", values)} on {Wording.Count(Count, "item")}";
    }

    private static string Value(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.000000}");
}
