using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Writes a checkpoint whenever an epoch is the best so far, and loads the best weights after the fit; or every few epochs, or at the end. fastai's
/// <c>SaveModelCallback</c>.
/// </summary>
/// <remarks>
/// Reads: the table of epochs. Writes: the files, and the weights after the fit unless <see cref="SaveModelOptions.EveryEpoch"/> or <see cref="SaveModelOptions.AtEnd"/> is set.
/// A resumed fit looks at the history of its checkpoint first.
/// </remarks>
public sealed class SaveModel : Callback
{
    private readonly string _path;
    private readonly SaveModelOptions _options;
    private readonly Tracker _tracker;
    private int _finishedEpochs;

    /// <summary>Stores path and options.</summary>
    /// <param name="path">The file, such as <c>best.safetensors</c>.</param>
    /// <param name="options">What is watched and when is written; the best validation loss unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SaveModelOptions.EveryEpoch"/> is below 1.</exception>
    public SaveModel(string path, SaveModelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _options = options ?? new SaveModelOptions();
        if (_options.EveryEpoch is { } every)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(every, 1, nameof(options.EveryEpoch));
        }

        _tracker = new Tracker(new TrackerOptions { Monitor = _options.Monitor, MinDelta = _options.MinDelta });
    }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override int Order => 61;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _tracker.Reset();
        _finishedEpochs = state.FirstEpoch;
        if (state.FirstEpoch > 0 && _options.EveryEpoch is null)
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
        _finishedEpochs = state.Epoch + 1;
        if (_options.EveryEpoch is { } every)
        {
            if (state.Epoch % every == 0)
            {
                Write(PathOf(state.Epoch), state);
            }
        }
        else if (_tracker.Improves(state.Learner.Recorder.Epochs[^1]))
        {
            Write(_path, state);
        }
    }

    /// <inheritdoc/>
    public override void AfterFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_options.AtEnd)
        {
            // Within an epoch the state is none that a fit could go on from.
            if (state.Epoch == _finishedEpochs)
            {
                Write(_path, state);
            }
        }
        else if (!double.IsNaN(_tracker.Best))
        {
            // The weights alone, from either kind of file: random streams go on.
            state.Model.LoadStateDict(Checkpoint.Part(Safetensors.Read(_path).Tensors, Checkpoint.ModelPrefix));
        }
    }

    private void Write(string path, LoopState state)
    {
        if (_options.WithOptimizer)
        {
            Checkpoint.Write(path, state, _finishedEpochs);
        }
        else
        {
            state.Learner.Save(path, withOptimizer: false);
        }
    }

    private string PathOf(int epoch) => Path.Combine(
        Path.GetDirectoryName(_path) ?? string.Empty,
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(_path)}_{epoch}{Path.GetExtension(_path)}"));
}
