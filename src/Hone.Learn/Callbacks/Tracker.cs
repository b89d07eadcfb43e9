namespace Hone.Learn;

/// <summary>Watches a column of the table of epochs and knows whether it has become better; losses and errors are better when lower.</summary>
internal sealed class Tracker(TrackerOptions options)
{
    private const string TrainLoss = "train_loss";

    public double Best { get; private set; } = double.NaN;

    public int EpochsWithout { get; private set; }

    /// <summary>Begins a fit; refused before any batch where there will be nothing to watch.</summary>
    /// <param name="state">The training before the fit.</param>
    /// <param name="where">The callback that watches.</param>
    /// <exception cref="HoneException">There is no such column, or it stays empty without validation items.</exception>
    public void Begin(LoopState state, string where)
    {
        Learner learner = state.Learner;
        string[] columns = [TrainLoss, "valid_loss", .. learner.Options.Metrics.Select(metric => metric.Name)];
        string monitor = options.Monitor;
        if (!columns.Contains(monitor))
        {
            throw new HoneException(
                $"Monitor is a column of the table of epochs: {string.Join(", ", columns)}.",
                $"\"{monitor}\"",
                where,
                $"set Monitor = \"{NearName.Of(monitor, columns)}\", or add the metric to LearnerOptions.Metrics");
        }

        if (monitor != TrainLoss && learner.Data.Valid.BatchCount == 0)
        {
            throw new HoneException(
                $"Validation items, which {monitor} is computed from.",
                "a validation part of 0 items",
                where,
                $"split off a validation part, or set Monitor = \"{TrainLoss}\"");
        }

        Best = double.NaN;
        EpochsWithout = 0;
    }

    /// <summary>Begins to count the epochs without improvement again.</summary>
    public void Wait() => EpochsWithout = 0;

    /// <summary>Looks at an epoch; true when it is the best so far.</summary>
    public bool Improves(EpochRecord epoch)
    {
        double value = epoch.ValueOf(options.Monitor);
        bool higher = epoch.Metrics.FirstOrDefault(metric => metric.Name == options.Monitor)?.HigherIsBetter ?? false;
        bool better = double.IsNaN(Best) ? !double.IsNaN(value) : higher ? value - options.MinDelta > Best : value + options.MinDelta < Best;
        Best = better ? value : Best;
        EpochsWithout = better ? 0 : EpochsWithout + 1;
        return better;
    }
}
