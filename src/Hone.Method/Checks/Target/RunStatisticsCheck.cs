namespace Hone.Method;

/// <summary>
/// Asks the records of the completed runs of a split which items their statistics (weights, mean and deviation, preparation of columns) were learned from: error for each run with one that saw items outside the
/// training part, or as many items as the training part has, but others.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="frozen">The split.</param>
internal sealed class RunStatisticsCheck(Project project, FrozenSplit frozen) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/fitted-rows";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        RunRecord[] runs = [.. project.Runs.List()
            .Where(run => run.Status == RunStatus.Completed && run.Record is { } record && record.Split?.Fingerprint == frozen.Fingerprint && record.Fitted.Count > 0)
            .Select(run => run.Record!)];
        if (runs.Length == 0)
        {
            return CheckResult.NotChecked(Id, $"no completed run of split '{frozen.Name}' says which items its statistics saw");
        }

        int[] train = frozen.Split.TrainIndices.ToArray();
        string hash = RecipeStatistics.HashOf(train.Select(index => frozen.Split.Ids[index]));
        Finding[] findings = [.. runs.Select(run => FindingOf(run, train.Length, hash)).OfType<Finding>()];
        return CheckResult.Of(Id, $"{runs.Sum(run => run.Fitted.Count)} statistics of {runs.Length} runs saw training items alone (n = {train.Length})", findings);
    }

    private Finding? FindingOf(RunRecord run, int count, string hash)
    {
        FittedStatistic? wrong = run.Fitted.FirstOrDefault(statistic => statistic.Outside > 0)
            ?? run.Fitted.FirstOrDefault(statistic => run.Subset == 1 && statistic.Rows == count && statistic.Hash != hash);
        if (wrong is null)
        {
            return null;
        }

        return new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = wrong.Outside > 0
                ? $"run {run.Id} ({run.Name}): {wrong.Statistic} was fitted on {wrong.Outside} items outside the training part, of {wrong.Rows} that it saw"
                : $"run {run.Id} ({run.Name}): {wrong.Statistic} was fitted on {wrong.Rows} items, as many as the training part has, but others",
            Evidence = wrong.Outside > 0 ? string.Join(", ", wrong.Examples) : $"hash {FrozenSplit.Short(wrong.Hash)} instead of {FrozenSplit.Short(hash)}",
            N = wrong.Rows,
            Threshold = "0 items",
            HowToFix = "make loaders and tables with recipe.Loaders, recipe.Images or recipe.Table, or with recipe.Splitter; then train again",
            Why = "a statistic of validation items lets the model see them before it is scored on them",
        };
    }
}
