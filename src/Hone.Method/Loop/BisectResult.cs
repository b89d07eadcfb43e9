namespace Hone.Method;

/// <summary>What a bisection found.</summary>
/// <param name="Culprit">The version or parameter that moved the score; null when the search could not be made.</param>
/// <param name="LastGood">The last one before it.</param>
/// <param name="Steps">Every run that was made, in order.</param>
/// <param name="Problem">Why nothing could be found; null when something was.</param>
public sealed record BisectResult(string? Culprit, string? LastGood, IReadOnlyList<BisectStep> Steps, string? Problem)
{
    internal static BisectResult NotChecked(string problem, IReadOnlyList<BisectStep> steps) => new(null, null, steps, problem);

    /// <summary>The culprit and the number of runs in one line.</summary>
    public override string ToString() => Culprit is null ? $"not checked: {Problem}" : $"{Culprit} moved the score ({Steps.Count} runs; {LastGood} was still good)";
}
