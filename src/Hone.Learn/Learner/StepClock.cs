namespace Hone.Learn;

/// <summary>Measures how long the training part of an epoch waits for its batches, and how long its steps take with that wait.</summary>
internal sealed class StepClock(LoopState state, TimeProvider clock)
{
    private long _begin;

    /// <summary>Asks for the next batch.</summary>
    public bool MoveNext(EpochReader batches)
    {
        _begin = clock.GetTimestamp();
        bool isThere = batches.MoveNext();
        if (state.IsTraining && isThere)
        {
            TimeSpan wait = clock.GetElapsedTime(_begin);
            state.BatchWait = wait;
            state.InputWait += wait;
        }

        return isThere;
    }

    /// <summary>The batch has been learned from.</summary>
    public void EndStep()
    {
        if (state.IsTraining)
        {
            state.StepTime += clock.GetElapsedTime(_begin);
        }
    }
}
