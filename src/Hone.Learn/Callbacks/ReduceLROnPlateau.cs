using Hone.Nn;

namespace Hone.Learn;

/// <summary>Divides the learning rates when nothing has become better for some epochs; fastai's <c>ReduceLROnPlateau</c>. For fits at a constant rate.</summary>
/// <remarks>Reads: the table of epochs. Writes: the learning rate of every parameter group.</remarks>
public sealed class ReduceLROnPlateau : Callback
{
    private readonly TrackerOptions _options;
    private readonly Tracker _tracker;
    private readonly double _factor;
    private readonly double _minLr;

    /// <summary>Stores the options.</summary>
    /// <param name="options">What is watched and for how long; validation loss and 1 epoch unless told.</param>
    /// <param name="factor">What the rates are divided by; 10 as in fastai.</param>
    /// <param name="minLr">No rate falls below it; 0 as in fastai.</param>
    public ReduceLROnPlateau(TrackerOptions? options = null, double factor = 10, double minLr = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(minLr);
        _options = options ?? new TrackerOptions();
        _tracker = new Tracker(_options);
        _factor = factor;
        _minLr = minLr;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 61;

    /// <summary>Goes through the history of a resumed fit, so that the rates are those that it had reached.</summary>
    /// <inheritdoc/>
    /// <exception cref="HoneException">There is no column of the name that is watched, or it stays empty without validation items.</exception>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _tracker.Begin(state, nameof(ReduceLROnPlateau));
        if (state.FirstEpoch > 0)
        {
            foreach (EpochRecord epoch in state.Learner.Recorder.Epochs)
            {
                Watch(epoch, state.Optimizer);
            }
        }
    }

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Watch(state.Learner.Recorder.Epochs[^1], state.Optimizer);
    }

    private void Watch(EpochRecord epoch, Optimizer optimizer)
    {
        if (_tracker.Improves(epoch) || _tracker.EpochsWithout < _options.Patience)
        {
            return;
        }

        _tracker.Wait();
        foreach (ParameterGroup group in optimizer.Groups)
        {
            group.LearningRate = Math.Max(group.LearningRate / _factor, _minLr);
        }
    }
}
