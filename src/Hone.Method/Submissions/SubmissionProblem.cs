namespace Hone.Method;

/// <summary>A rule that a submission breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How often.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Offenders">The first three places.</param>
public sealed record SubmissionProblem(SubmissionRule Rule, int Count, string Expected, IReadOnlyList<SubmissionOffender> Offenders)
{
    /// <summary>How many places of each rule are named.</summary>
    internal const int Shown = 3;

    /// <summary>One line.</summary>
    public override string ToString() => $"{Rule.ToString().ToLowerInvariant()}: expected {Expected}; {Count} times otherwise: {string.Join("; ", Offenders)}";
}
