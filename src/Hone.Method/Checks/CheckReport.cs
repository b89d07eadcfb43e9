using System.Text;

namespace Hone.Method;

/// <summary>The results of a suite.</summary>
/// <param name="Results">One result per check, in the order in which they ran.</param>
public sealed record CheckReport(IReadOnlyList<CheckResult> Results)
{
    /// <summary>All findings, the gravest first.</summary>
    public IReadOnlyList<Finding> Findings => Results.SelectMany(result => result.Findings).OrderByDescending(finding => finding.Severity).ToArray();

    /// <summary>How many checks ended in a given way.</summary>
    /// <param name="outcome">The way.</param>
    public int Count(CheckOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    /// <summary>What a command line returns.</summary>
    /// <param name="strict">Whether what was not checked counts; it does where a pipeline must not go on unchecked.</param>
    public ExitCode ExitCode(bool strict)
    {
        if (Results.Any(result => result.IsError))
        {
            return Method.ExitCode.Findings;
        }

        return strict && Count(CheckOutcome.NotChecked) > 0 ? Method.ExitCode.NotChecked : Method.ExitCode.Pass;
    }

    /// <summary>Throws when there is a finding of severity error or a check that broke; does nothing else.</summary>
    /// <exception cref="FindingsException">There is one; the message has the first.</exception>
    public void ThrowIfErrors()
    {
        CheckResult[] errors = Results.Where(result => result.IsError).ToArray();
        if (errors.Length == 0)
        {
            return;
        }

        Finding? finding = errors[0].Findings.Count > 0 ? errors[0].Findings[0] : null;
        throw new FindingsException(
            Method.ExitCode.Findings,
            $"no finding of severity error in {Results.Count} checks",
            $"{errors.Length} with errors, the first: {errors[0].Message}",
            finding is null ? $"{errors[0].Id} (the check itself broke)" : $"{errors[0].Id}: {finding.Evidence}",
            finding?.HowToFix ?? "report it with the data that breaks it",
            errors[0].Exception);
    }

    /// <summary>Returns one line per result; what was not checked says so.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (CheckResult result in Results)
        {
            text.Append(WordOf(result)).Append("  ").Append(result.Id).Append(": ").Append(result.Message).Append('\n');
        }

        return text.ToString();
    }

    private static string WordOf(CheckResult result) => result.Outcome switch
    {
        CheckOutcome.Pass => "pass       ",
        CheckOutcome.NotChecked => "not checked",
        CheckOutcome.Broken => "broken     ",
        _ => result.Findings[0].Severity.ToString().ToLowerInvariant().PadRight(11),
    };
}
