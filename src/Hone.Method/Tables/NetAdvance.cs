using Hone.Learn;

namespace Hone.Method;

/// <summary>Tells an observer how far a net is.</summary>
internal sealed class NetAdvance(ITableTrainingObserver observer) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        double part = value.BatchCount == 0 ? 0 : (double)value.Batch / value.BatchCount;
        observer.Advanced((value.Epoch + (value.IsTraining ? part : 1)) / value.EpochCount);
    }
}
