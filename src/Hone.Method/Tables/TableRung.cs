namespace Hone.Method;

/// <summary>One rung of the ladder of models, scored on the validation rows.</summary>
/// <param name="Name">Such as <c>random forest</c>.</param>
/// <param name="Detail">What it is made of, such as <c>100 trees</c>.</param>
/// <param name="Score">The metric.</param>
/// <param name="Interval">Its 95% interval.</param>
/// <param name="N">Rows that it was scored on.</param>
/// <param name="Seconds">How long fitting took.</param>
public sealed record TableRung(string Name, string Detail, double Score, Interval Interval, int N, double Seconds);
