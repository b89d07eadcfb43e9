using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The parts of a table.</summary>
/// <param name="Table">The table; for a split by time in the order of time.</param>
/// <param name="Train">Positions of the rows to learn from.</param>
/// <param name="Valid">Positions of the rows to score on.</param>
/// <param name="Words">How the rows were parted.</param>
internal sealed record TableRows(Frame Table, int[] Train, int[] Valid, string Words);
