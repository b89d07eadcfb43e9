using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Writes a checkpoint whenever an epoch is the best so far, and loads the best weights after the fit; or every few epochs, or at the end. fastai's
/// <c>SaveModelCallback</c>.
/// </summary>
/// <remarks>
/// Reads: the table of epochs. Writes: the files, and the weights after the fit unless <see cref="SaveModelOptions.EveryEpoch"/> or <see cref="SaveModelOptions.AtEnd"/> is set.
/// A resumed fit looks at the history of its checkpoint first. Beside <see cref="Ema"/> the average is written and loaded, because it was judged; the weights that training goes
/// on with are in a whole checkpoint too, so that a fit can go on from it.
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
    /// <exception cref="HoneException">There is no column of the name that is watched, or it stays empty without validation items; or the best epoch of a resumed fit so far has no file.</exception>
    public override void BeforeFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _finishedEpochs = state.FirstEpoch;
        if (_options.EveryEpoch is not null)
        {
            return;
        }

        _tracker.Begin(state, nameof(SaveModel));
        if (state.FirstEpoch > 0)
        {
            foreach (EpochRecord epoch in state.Learner.Recorder.Epochs)
            {
                _tracker.Improves(epoch);
            }

            RequireBest();
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
            Checkpoint.Write(path, state, _finishedEpochs, judged: true);
            return;
        }

        using IDisposable? average = state.Ema?.Inside();
        state.Learner.Save(path, withOptimizer: false);
    }

    /// <summary>Refuses a fit at whose end the best weights would be missing, unless a later epoch were better.</summary>
    private void RequireBest()
    {
        if (!_options.AtEnd && !double.IsNaN(_tracker.Best) && !File.Exists(_path))
        {
            throw new HoneException(
                string.Create(CultureInfo.InvariantCulture, $"The file of the best epoch so far, with {_options.Monitor} {_tracker.Best:0.0000}, whose weights are loaded after the fit."),
                "no file",
                _path,
                "give SaveModel the path that it had before the fit was cut off, or resume without it; the checkpoint is as it was");
        }
    }

    private string PathOf(int epoch) => Path.Combine(
        Path.GetDirectoryName(_path) ?? string.Empty,
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(_path)}_{epoch}{Path.GetExtension(_path)}"));
}
