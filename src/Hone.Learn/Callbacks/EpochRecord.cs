namespace Hone.Learn;

/// <summary>One line of the table of epochs.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="TrainLoss">Smoothed training loss at the end of the epoch.</param>
/// <param name="ValidLoss">Mean loss over all items of the validation part; NaN without one.</param>
/// <param name="Metrics">The metrics over the validation part.</param>
/// <param name="Duration">Time of the epoch, validation included.</param>
public sealed record EpochRecord(int Epoch, double TrainLoss, double ValidLoss, IReadOnlyList<MetricValue> Metrics, TimeSpan Duration)
{
    /// <summary>The value that a tracker watches: <c>train_loss</c>, <c>valid_loss</c> or the name of a metric.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="HoneException">There is no such value; the message lists those that exist.</exception>
    public double ValueOf(string name) => name switch
    {
        "train_loss" => TrainLoss,
        "valid_loss" => ValidLoss,
        _ => Metrics.FirstOrDefault(metric => metric.Name == name)?.Value ?? throw new HoneException(
            "A tracker watches a column of the table of epochs.",
            $"\"{name}\"",
            nameof(EpochRecord),
            $"use one of: {string.Join(", ", Metrics.Select(metric => metric.Name).Prepend("valid_loss").Prepend("train_loss"))}"),
    };
}
