namespace Hone.Learn;

public sealed partial class Learner
{
    /// <summary>
    /// Tries learning rates from very small to very large, one batch each, and reads four suggestions off the curve of the loss; fastai's <c>lr_find</c>.
    /// Model, optimizer, random streams and recorder are afterwards as they were.
    /// </summary>
    /// <param name="options">fastai's numbers unless told.</param>
    /// <returns>The curve and the suggestions.</returns>
    /// <exception cref="HoneException">There are too few points for suggestions: the loss diverges or is not finite within the first steps, or too few steps were asked for; the message says which, at which rate.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public LrFindResult LrFind(LrFindOptions? options = null)
    {
        options ??= new LrFindOptions();
        bool hadOptimizer = _optimizer is not null;
        LearnerSnapshot before = LearnerSnapshot.Take(this);
        var finder = new LrFinder(options);
        try
        {
            int epochs = ((options.Iterations - 1) / Data.Train.BatchCount) + 1;
            _state.Begin(0, epochs, Data.Train.BatchCount);
            RunLoop(CallbackList.Sorted([.. CallbacksFor(LoopPurpose.LrFind), finder]), options.CancellationToken);
        }
        finally
        {
            if (!hadOptimizer)
            {
                _optimizer = null;
            }

            before.RestoreInPlace();
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        return LrSuggestions.Of([.. finder.LearningRates], [.. finder.Losses], options.Iterations);
    }
}
