namespace Hone.Learn;

/// <summary>Losses before the first round and after each; lower is better.</summary>
/// <param name="TrainLoss">Mean loss of the rows that were learned from.</param>
/// <param name="ValidationLoss">Mean loss of the rows that were held out.</param>
/// <param name="ValidationRows">How many rows were held out.</param>
public sealed record BoostingHistory(IReadOnlyList<double> TrainLoss, IReadOnlyList<double> ValidationLoss, int ValidationRows);
