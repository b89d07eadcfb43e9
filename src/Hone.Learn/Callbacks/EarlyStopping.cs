using System.Globalization;

namespace Hone.Learn;

/// <summary>Ends the fit when nothing has become better for some epochs; fastai's <c>EarlyStoppingCallback</c>.</summary>
/// <remarks>Reads: the table of epochs. Writes: <see cref="LoopState.CancelFit"/>.</remarks>
public sealed class EarlyStopping : Callback
{
    private readonly TrackerOptions _options;
    private readonly Tracker _tracker;

    /// <summary>Stores the options.</summary>
    /// <param name="options">What is watched and for how long; validation loss and 1 epoch unless told.</param>
    public EarlyStopping(TrackerOptions? options = null)
    {
        _options = options ?? new TrackerOptions();
        _tracker = new Tracker(_options);
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 99;

    /// <inheritdoc/>
    /// <exception cref="HoneException">There is no column of the name that is watched, or it stays empty without validation items.</exception>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _tracker.Begin(state, nameof(EarlyStopping));
        if (state.FirstEpoch > 0)
        {
            foreach (EpochRecord epoch in state.Learner.Recorder.Epochs)
            {
                _tracker.Improves(epoch);
            }
        }
    }

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!_tracker.Improves(state.Learner.Recorder.Epochs[^1]) && _tracker.EpochsWithout >= _options.Patience)
        {
            state.CancelFit = true;
            state.StopReason = string.Create(
                CultureInfo.InvariantCulture,
                $"{_options.Monitor} has not become better than {_tracker.Best:0.0000} for {Wording.Count(_tracker.EpochsWithout, "epoch")}");
        }
    }
}
