using Hone.Learn;

namespace Hone.Method;

/// <summary>Passes the progress of a fit on to the observer, on the thread that trains.</summary>
internal sealed class TickProgress(IStartObserver observer) : IProgress<TrainingProgress>
{
    /// <summary>Training speed at the last report.</summary>
    public double ItemsPerSecond { get; private set; }

    public void Report(TrainingProgress value)
    {
        ItemsPerSecond = value.ItemsPerSecond > 0 ? value.ItemsPerSecond : ItemsPerSecond;
        double part = value.BatchCount == 0 ? 0 : (double)value.Batch / value.BatchCount;
        double done = (value.Epoch + (value.IsTraining ? part : 1)) / value.EpochCount;
        observer.TrainingAdvanced(new TrainingTick(value.Epoch + 1, value.EpochCount, done, value.TrainLoss, ItemsPerSecond, value.TimeLeft ?? TimeSpan.Zero));
    }
}
