namespace Hone.Learn;

/// <summary>Mean and deviation of a column over the training rows.</summary>
/// <param name="Name">The column.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The deviation, with n, plus 1e-7.</param>
public sealed record ColumnMoments(string Name, double Mean, double Std);
