namespace Hone.Method;

/// <summary>Runs checks one after the other; one that throws does not keep the others from running.</summary>
/// <param name="checks">The checks in the order in which they run.</param>
public sealed class CheckSuite(IReadOnlyList<Check> checks)
{
    /// <summary>The checks in the order in which they run.</summary>
    public IReadOnlyList<Check> Checks { get; } = checks;

    /// <summary>Runs all checks.</summary>
    /// <param name="progress">Told of each result as it comes.</param>
    /// <param name="cancellationToken">Ends the suite early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public CheckReport Run(IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default)
    {
        var results = new List<CheckResult>(Checks.Count);
        foreach (Check check in Checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckResult result = Run(check, cancellationToken);
            results.Add(result);
            progress?.Report(result);
        }

        return new CheckReport(results);
    }

    // Whatever a check throws is told as broken, never swallowed: that is what the fourth outcome is for.
    private static CheckResult Run(Check check, CancellationToken cancellationToken)
    {
        try
        {
            return check.Run(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Broken(check.Id, exception);
        }
    }
}
