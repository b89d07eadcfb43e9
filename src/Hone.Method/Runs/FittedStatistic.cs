namespace Hone.Method;

/// <summary>Which items something was learned from: the weights of a net, mean and deviation, the columns of a table.</summary>
/// <param name="Statistic">What was learned, in a few words.</param>
/// <param name="Rows">How many items it saw.</param>
/// <param name="Hash">SHA-256 over their ids in ordinal order, a line each.</param>
/// <param name="Outside">How many of them are validation, test or left-out items; must be 0.</param>
/// <param name="Examples">The first three of those.</param>
public sealed record FittedStatistic(string Statistic, int Rows, string Hash, int Outside, IReadOnlyList<string> Examples);
