namespace Hone.Learn;

/// <summary>Adds up the gradients of several batches before a step, as if they were one large batch; fastai's <c>GradientAccumulation</c>.</summary>
/// <remarks>
/// Counts items, not batches: a step is made when at least as many items have passed. Each loss is scaled by batch size over that number, so that the gradient is the mean
/// over all of them (fastai before 2.1.8 added up). The last batch of an epoch always ends in a step, so that nothing is carried over an epoch, and a checkpoint is complete; fastai
/// carries it over. Batch norm still sees the small batches.
/// Reads: batch sizes. Writes: the loss before backward, <see cref="LoopState.SkipStep"/>.
/// </remarks>
public sealed class GradientAccumulation : Callback
{
    private readonly int _items;
    private int _count;

    /// <summary>Stores the number.</summary>
    /// <param name="items">Items in a step; 32 as in fastai.</param>
    public GradientAccumulation(int items = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        _items = items;
    }

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state) => _count = 0;

    /// <inheritdoc/>
    public override void BeforeBackward(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _count += state.Batch.Count;
        state.LossTensor = state.LossTensor! * ((double)state.Batch.Count / _items);
    }

    /// <inheritdoc/>
    public override void BeforeStep(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        bool isLast = state.BatchNumber + 1 == state.BatchCount;
        if (_count < _items && !isLast)
        {
            state.SkipStep = true;
            return;
        }

        _count = 0;
    }
}
