namespace Hone.Learn;

/// <summary>Reports speed and time left through <see cref="IProgress{T}"/>, at most ten times a second, and the end of every epoch; drawing is the business of whoever listens: <see cref="ConsoleProgress"/> draws a bar and the table of epochs.</summary>
/// <remarks>Reads: counters and the recorder. Writes: nothing.</remarks>
public sealed class ProgressCallback : Callback
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IProgress<TrainingProgress> _progress;
    private readonly TimeProvider _clock;
    private long _fitStart;
    private long _trainStart;
    private long _lastReport;
    private long _items;
    private double _speed;

    /// <summary>Stores receiver and clock.</summary>
    /// <param name="progress">Receives the reports, such as <see cref="ConsoleProgress"/>.</param>
    /// <param name="clock">Null stands for the system's.</param>
    public ProgressCallback(IProgress<TrainingProgress> progress, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(progress);
        _progress = progress;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 51;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state) => _fitStart = _clock.GetTimestamp();

    /// <inheritdoc/>
    public override void BeforeTrain(LoopState state)
    {
        _trainStart = _clock.GetTimestamp();
        _items = 0;
    }

    /// <inheritdoc/>
    public override void AfterBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        long now = _clock.GetTimestamp();
        if (state.IsTraining)
        {
            _items += state.Batch.Count;
            _speed = _items / Math.Max(1e-9, _clock.GetElapsedTime(_trainStart, now).TotalSeconds);
        }

        bool isLast = state.BatchNumber + 1 == state.BatchCount;
        if (isLast || _lastReport == 0 || _clock.GetElapsedTime(_lastReport, now) >= Interval)
        {
            _lastReport = now;
            Report(state, now, null);
        }
    }

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Report(state, _clock.GetTimestamp(), state.Learner.Recorder.Epochs[^1]);
    }

    private void Report(LoopState state, long now, EpochRecord? finished) => _progress.Report(new TrainingProgress(
        state.Epoch,
        state.EpochCount,
        state.IsTraining,
        state.BatchNumber + 1,
        state.BatchCount,
        _speed,
        TimeLeft(state, now),
        state.Learner.Recorder.SmoothLoss.Value,
        finished));

    /// <summary>What has been done took so long; the rest takes as long in proportion. Validation is part of both.</summary>
    private TimeSpan? TimeLeft(LoopState state, long now)
    {
        double share = (double)(state.BatchNumber + 1) / state.BatchCount;
        double trainBatches = (double)state.StepCount / state.EpochCount;
        double validBatches = state.Learner.Data.Valid.BatchCount;

        // A validation batch costs about a third of a training batch: forward without backward.
        double epochWork = trainBatches + (validBatches / 3);
        double inEpoch = state.IsTraining ? trainBatches * share : trainBatches + (validBatches / 3 * share);
        double done = ((state.Epoch - state.FirstEpoch) * epochWork) + inEpoch;
        double left = ((state.EpochCount - state.Epoch) * epochWork) - inEpoch;
        return done <= 0 ? null : _clock.GetElapsedTime(_fitStart, now) * (left / done);
    }
}
