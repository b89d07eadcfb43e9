using System.Text;
using Hone.Files;

namespace Hone.Learn;

/// <summary>Draws training and validation loss into a file after every epoch, to be looked at while the fit runs; fastai's <c>ShowGraphCallback</c>.</summary>
/// <remarks>Reads: the recorder. Writes: the SVG of <see cref="TrainingCharts.PlotLoss"/>, as a whole and atomically, so that a browser that reloads it never sees half of it.</remarks>
/// <example><code>learner.FitOneCycle(10, options: new() { Callbacks = [new ShowGraph("loss.svg")] });</code></example>
public sealed class ShowGraph : Callback
{
    private readonly string _path;

    /// <summary>Stores the path.</summary>
    /// <param name="path">The file; <c>loss.svg</c> unless told.</param>
    public ShowGraph(string path = "loss.svg")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <summary>Behind the recorder; fastai's number.</summary>
    public override int Order => 65;

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        byte[] bytes = Encoding.UTF8.GetBytes(state.Learner.Recorder.PlotLoss().ToSvg());
        AtomicFile.Write(_path, stream => stream.Write(bytes));
    }
}
