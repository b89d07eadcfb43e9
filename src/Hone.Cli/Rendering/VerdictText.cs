using Hone.Method;

namespace Hone.Cli;

/// <summary>Verdicts in words, each with a color of its own.</summary>
internal static class VerdictText
{
    public static (string Word, string Style) Of(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Supported => ("supported", "green"),
        VerdictOutcome.Refuted => ("refuted", "red"),
        VerdictOutcome.Inconclusive => ("inconclusive", "olive"),
        _ => ("no verdict", "purple"),
    };
}
