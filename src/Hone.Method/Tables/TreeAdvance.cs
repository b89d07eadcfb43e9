using Hone.Learn;

namespace Hone.Method;

/// <summary>Tells an observer how far a model of trees is.</summary>
internal sealed class TreeAdvance(ITableTrainingObserver observer) : IProgress<TreeProgress>
{
    public void Report(TreeProgress value) => observer.Advanced((double)value.Done / value.Total);
}
