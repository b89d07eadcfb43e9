namespace Hone.Method;

/// <summary>The outcome of one check.</summary>
public sealed record CheckResult
{
    private CheckResult(string id, CheckOutcome outcome, IReadOnlyList<Finding> findings, string message, Exception? exception)
    {
        Id = id;
        Outcome = outcome;
        Findings = findings;
        Message = message;
        Exception = exception;
    }

    /// <summary>The id of the check, such as <c>data/balance</c>.</summary>
    public string Id { get; }

    /// <summary>How it ended.</summary>
    public CheckOutcome Outcome { get; }

    /// <summary>What it found; empty unless the outcome is <see cref="CheckOutcome.Finding"/>.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What was looked at when it passed, the reason when it was not checked, the error when it broke, else the first finding.</summary>
    public string Message { get; }

    /// <summary>What the check threw; null unless it is broken.</summary>
    public Exception? Exception { get; }

    /// <summary>Whether there is a finding of severity error, or the check broke.</summary>
    public bool IsError => Outcome == CheckOutcome.Broken || Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>All is well.</summary>
    /// <param name="id">The id of the check.</param>
    /// <param name="what">What was looked at, with its n.</param>
    public static CheckResult Pass(string id, string what) => new(id, CheckOutcome.Pass, [], what, null);

    /// <summary>Something was found; without findings this is a pass.</summary>
    /// <param name="id">The id of the check.</param>
    /// <param name="what">What was looked at, with its n.</param>
    /// <param name="findings">The findings, the gravest first or in any order.</param>
    public static CheckResult Of(string id, string what, IEnumerable<Finding> findings)
    {
        Finding[] sorted = findings.OrderByDescending(finding => finding.Severity).ToArray();
        return sorted.Length == 0 ? Pass(id, what) : new(id, CheckOutcome.Finding, sorted, sorted[0].What, null);
    }

    /// <summary>It could not be checked.</summary>
    /// <param name="id">The id of the check.</param>
    /// <param name="reason">Why not.</param>
    public static CheckResult NotChecked(string id, string reason) => new(id, CheckOutcome.NotChecked, [], reason, null);

    /// <summary>The check itself failed.</summary>
    /// <param name="id">The id of the check.</param>
    /// <param name="exception">What it threw.</param>
    public static CheckResult Broken(string id, Exception exception) =>
        new(id, CheckOutcome.Broken, [], $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}", exception);
}
