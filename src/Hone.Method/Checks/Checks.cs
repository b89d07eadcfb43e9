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
        new CheckSuite([.. data.LeakChecks(), .. data.MoreLeakChecks, .. data.Settings.ShuffleLabels ? (Check[])[ShuffledForest(data)] : []]).Run(progress, cancellationToken);

    /// <summary>
    /// The shuffled-label control of a recipe (M23): trained as it trains, subset and epochs of the session included, on labels that have changed places, it must not beat a constant answer on the
    /// validation part. Runs of it are thrown away.
    /// </summary>
    /// <param name="recipe">The recipe and its project.</param>
    /// <param name="progress">Told of the result.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="SplitException">The project has no frozen split.</exception>
    public static CheckReport ShuffledLabels(RecipeSession recipe, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return new CheckSuite([Shuffled(recipe)]).Run(progress, cancellationToken);
    }

    /// <summary>The same control with the forest baseline, for data that have no recipe yet.</summary>
    /// <param name="data">The data; not checked where there are no labels, or no training and validation part.</param>
    /// <param name="progress">Told of the result.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CheckReport ShuffledLabels(CheckedData data, IProgress<CheckResult>? progress = null, CancellationToken cancellationToken = default) =>
        new CheckSuite([ShuffledForest(data)]).Run(progress, cancellationToken);

    internal static ShuffledLabelsCheck Shuffled(RecipeSession recipe) => new(new ShuffledRecipe(recipe), (ulong)recipe.Options.Seed);

    private static ShuffledLabelsCheck ShuffledForest(CheckedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ShuffledLabelsCheck(data.ForestOfLabels(), data.Settings.Seed);
    }
}
