namespace Hone.Method;

/// <summary>A check beside the ladder, in a form that files and programs read.</summary>
/// <param name="Id">The id of the check.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsError">Whether a finding of severity error is among its findings, or it broke.</param>
/// <param name="Message">What was looked at, the reason when it was not checked, else the first finding.</param>
/// <param name="HowToFix">One thing to do; null where nothing was found.</param>
public sealed record LadderCheck(string Id, CheckOutcome Outcome, bool IsError, string Message, string? HowToFix)
{
    internal static LadderCheck Of(CheckResult result) =>
        new(result.Id, result.Outcome, result.IsError, result.Message, result.Findings.Count > 0 ? result.Findings[0].HowToFix : null);
}
