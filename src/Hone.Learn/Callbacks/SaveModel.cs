namespace Hone.Learn;

/// <summary>Writes a checkpoint whenever an epoch is the best so far, and loads the best weights after the fit; fastai's <c>SaveModelCallback</c>.</summary>
/// <remarks>Reads: the table of epochs. Writes: the file, and the weights after the fit. A resumed fit looks at the history of its checkpoint first.</remarks>
public sealed class SaveModel : Callback
{
    private readonly string _path;
    private readonly Tracker _tracker;

    /// <summary>Stores path and options.</summary>
    /// <param name="path">The file, such as <c>best.safetensors</c>.</param>
    /// <param name="options">What is watched; validation loss unless told.</param>
    public SaveModel(string path, TrackerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _tracker = new Tracker(options ?? new TrackerOptions());
    }

    /// <inheritdoc/>
    public override int Order => 61;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _tracker.Reset();
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
        if (_tracker.Improves(state.Learner.Recorder.Epochs[^1]))
        {
            Checkpoint.Write(_path, state);
        }
    }

    /// <inheritdoc/>
    public override void AfterFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!double.IsNaN(_tracker.Best))
        {
            Checkpoint.Read(_path).LoadModel(state.Model);
        }
    }
}
