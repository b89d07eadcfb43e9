using Hone.Method;

namespace Hone.Testing;

/// <summary>
/// A fault, what must find it, and a twin that is the same without it: the fault must give the finding, whose message names cause and fix, and the twin must give no error.
/// </summary>
public sealed record PlantedFault
{
    /// <summary>What is wrong, in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is planted.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>How the id of the finding begins, such as <c>leak/duplicates</c>.</summary>
    public required string FindingId { get; init; }

    /// <summary>How grave the finding must be at least.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Words by which the sentence or the evidence of the finding must name the cause.</summary>
    public required string Cause { get; init; }

    /// <summary>Words by which the finding must name the fix.</summary>
    public required string Fix { get; init; }

    /// <summary>Makes the fixture from a seed, with the fault (true) or without (false), and runs the checks on it.</summary>
    public required Func<ulong, bool, CancellationToken, CheckReport> Look { get; init; }

    /// <summary>A fault from its parts, in the order in which a list of faults tells them.</summary>
    internal static PlantedFault Of(FaultKind kind, string name, string findingId, Severity severity, string cause, string fix, Func<ulong, bool, CancellationToken, CheckReport> look) => new()
    {
        Name = name,
        Kind = kind,
        FindingId = findingId,
        Severity = severity,
        Cause = cause,
        Fix = fix,
        Look = look,
    };

    /// <summary>Plants the fault with one seed, and looks at the twin of the same seed.</summary>
    /// <param name="seed">The seed of the fixture.</param>
    /// <param name="cancellationToken">Ends a long check early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public FaultTrial Try(ulong seed, CancellationToken cancellationToken = default) =>
        new(seed, Missed(Look(seed, true, cancellationToken)), FalseAlarm(Look(seed, false, cancellationToken)));

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Why the fault counts as missed; null when it was found.</summary>
    private string? Missed(CheckReport report)
    {
        Finding[] grave = [.. report.Findings.Where(Fits)];
        if (grave.Length == 0)
        {
            string others = string.Join("; ", report.Findings.Select(finding => $"{finding.Severity} {finding.Id}").Take(5));
            return $"no {FindingId} of {Severity} or more, but {(others.Length > 0 ? others : "no finding at all")}{BrokenText(report)}";
        }

        if (!grave.Any(finding => Says(finding.What + " " + finding.Evidence, Cause)))
        {
            return $"the finding does not name the cause '{Cause}': {grave[0].What} ({grave[0].Evidence})";
        }

        return grave.Any(finding => Says(finding.HowToFix, Fix)) ? null : $"the finding does not name the fix '{Fix}': {grave[0].HowToFix}";
    }

    /// <summary>What the twin gave rise to; null when it was silent: no error, no broken check, and not the finding of the fault.</summary>
    private string? FalseAlarm(CheckReport report)
    {
        if (report.Results.FirstOrDefault(result => result.Outcome == CheckOutcome.Broken) is { } broken)
        {
            return $"{broken.Id} broke: {broken.Message}";
        }

        Finding? alarm = report.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error || Fits(finding));
        return alarm is null ? null : $"{alarm.Severity} {alarm.Id}: {alarm.What} ({alarm.Evidence})";
    }

    private bool Fits(Finding finding) => finding.Id.StartsWith(FindingId, StringComparison.Ordinal) && finding.Severity >= Severity;

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string BrokenText(CheckReport report) =>
        report.Results.FirstOrDefault(result => result.Outcome == CheckOutcome.Broken) is { } broken ? $"; {broken.Id} broke: {broken.Message}" : "";
}
