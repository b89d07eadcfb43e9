namespace Hone.Learn;

/// <summary>What trees predict for rows that they did not see.</summary>
/// <param name="Score">Accuracy for classes, R^2 for numbers, over the rows that were left out at least once; higher is better.</param>
/// <param name="Rows">How many rows that are.</param>
/// <param name="Predictions">Probabilities [rows, classes] or numbers [rows]; NaN for a row that every tree saw.</param>
public sealed record OutOfBag(double Score, int Rows, IReadOnlyList<double> Predictions);
