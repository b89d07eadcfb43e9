namespace Hone.Method;

/// <summary>What the regression gate found.</summary>
/// <param name="Outcome">Whether the run may pass.</param>
/// <param name="Reason">One sentence with its numbers.</param>
/// <param name="Comparison">The two runs item by item; null where they cannot be compared.</param>
public sealed record GateResult(GateOutcome Outcome, string Reason, RunComparison? Comparison)
{
    /// <summary>What a command line returns: 1 for a substantial loss or a run that did not complete, 4 for what was not checked, else 0.</summary>
    public ExitCode ExitCode => Outcome switch
    {
        GateOutcome.Worse or GateOutcome.DidNotComplete => ExitCode.Findings,
        GateOutcome.NotChecked => ExitCode.NotChecked,
        _ => ExitCode.Pass,
    };
}
