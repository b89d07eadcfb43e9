using Hone.Learn;

namespace Hone.Method;

/// <summary>Passes ticks and finished epochs of the first project on to the observer, on the thread that trains.</summary>
internal sealed class StartProgress(IStartObserver observer) : IProgress<TrainingProgress>
{
    private readonly TickProgress _ticks = new(observer);

    /// <summary>Training speed at the last report.</summary>
    public double ItemsPerSecond => _ticks.ItemsPerSecond;

    public void Report(TrainingProgress value)
    {
        if (value.FinishedEpoch is { } record)
        {
            observer.EpochFinished(new EpochScore(record.Epoch + 1, record.TrainLoss, record.ValidLoss, record.ValueOf("accuracy"), record.Duration.TotalSeconds));
            return;
        }

        _ticks.Report(value);
    }
}
