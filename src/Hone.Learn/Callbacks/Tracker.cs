namespace Hone.Learn;

/// <summary>Watches a column of the table of epochs and knows whether it has become better; losses and errors are better when lower.</summary>
internal sealed class Tracker(TrackerOptions options)
{
    public double Best { get; private set; } = double.NaN;

    public int EpochsWithout { get; private set; }

    public void Reset()
    {
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
