using Hone.Learn;

namespace Hone.Method;

/// <summary>Passes on how far a training is, and nothing about its run, which is thrown away.</summary>
internal sealed class ProgressObserver : RecipeObserver
{
    private readonly RecipeObserver _observer;

    private ProgressObserver(RecipeObserver observer) => _observer = observer;

    public static ProgressObserver? Of(RecipeObserver? observer) => observer is null ? null : new ProgressObserver(observer);

    public override void Advanced(TrainingProgress progress)
    {
        if (progress.FinishedEpoch is null)
        {
            _observer.Advanced(progress);
        }
    }

    public override void Grew(TreeProgress progress) => _observer.Grew(progress);
}
