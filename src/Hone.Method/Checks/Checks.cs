namespace Hone.Method;

/// <summary>
/// The suites of checks on data: one entry point each, whatever the kind of data, so that the command line, a notebook and C# ask the same questions.
/// </summary>
/// <example><code>
/// CheckedTable table = CheckedTable.Of(Frame.ReadCsv("rides.csv"), new() { Target = "cnt", SplitColumn = "part", TimeColumn = "dteday" });
/// Checks.Leak(table).ThrowIfErrors();
/// </code></example>
public static class Checks
{
    /// <summary>Checks one set: integrity, conflicting labels, label errors, balance.</summary>
    /// <param name="data">The data.</param>
    /// <param name="progress">Told of each result as it comes.</param>
    /// <param name="cancellationToken">Ends the suite early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CheckReport Data(CheckedData data, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default) =>
        new CheckSuite(data.DataChecks()).Run(progress, cancellationToken);

    /// <summary>Checks the parts against each other: balance, new labels and categories, groups and times in two parts, drift.</summary>
    /// <param name="data">The data.</param>
    /// <param name="progress">Told of each result as it comes.</param>
    /// <param name="cancellationToken">Ends the suite early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CheckReport Split(CheckedData data, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default) =>
        new CheckSuite(data.SplitChecks()).Run(progress, cancellationToken);

    /// <summary>Checks for leaks: exact and near duplicates, groups, time, features that tell the target.</summary>
    /// <param name="data">The data.</param>
    /// <param name="progress">Told of each result as it comes.</param>
    /// <param name="cancellationToken">Ends the suite early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CheckReport Leak(CheckedData data, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default) =>
        new CheckSuite(data.LeakChecks()).Run(progress, cancellationToken);
}
