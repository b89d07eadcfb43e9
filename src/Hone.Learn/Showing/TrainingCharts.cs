using Hone.Learn.Plots;

namespace Hone.Learn;

/// <summary>Charts of what a fit wrote down.</summary>
public static class TrainingCharts
{
    private const int SkipStart = 5;

    /// <summary>Smoothed training loss of each step, and validation loss at the end of each epoch; fastai's <c>plot_loss</c>.</summary>
    /// <remarks>The smoothed loss is the exponentially weighted mean of <see cref="SmoothLoss"/>, beta 0.98.</remarks>
    /// <param name="recorder">The recorder of a learner after a fit.</param>
    /// <param name="skipStart">Steps left out at the start, where losses are large; 5 as in fastai.</param>
    /// <returns>The chart; a fit of no more steps than are left out gives an empty one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public static LineChart PlotLoss(this Recorder recorder, int skipStart = SkipStart)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentOutOfRangeException.ThrowIfNegative(skipStart);
        var smooth = new SmoothLoss();
        var train = new double[recorder.Losses.Count];
        for (int step = 0; step < train.Length; step++)
        {
            smooth.Add(recorder.Losses[step]);
            train[step] = smooth.Value;
        }

        double[] shown = train.Length > skipStart ? train[skipStart..] : [];
        int epochs = recorder.Epochs.Count;
        double[] ends = [.. Enumerable.Range(1, epochs).Select(epoch => (double)train.Length * epoch / epochs)];
        return new LineChart
        {
            Title = "Loss",
            XLabel = "step",
            YLabel = "loss",
            Series = [new LineSeries("train", shown, skipStart + 1), new LineSeries("valid", ends, [.. recorder.Epochs.Select(epoch => epoch.ValidLoss)])],
        };
    }

    /// <summary>Momentum of the last parameter group at each step, the other half of one-cycle; fastai's <c>plot_sched</c> draws it beside the learning rate.</summary>
    /// <param name="recorder">The recorder of a learner after a fit.</param>
    /// <returns>The chart.</returns>
    public static LineChart PlotMomentum(this Recorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        return new LineChart { Title = "Momentum", XLabel = "step", YLabel = "momentum", Series = [new LineSeries("mom", recorder.Momenta)] };
    }

    /// <summary>Learning rate of the last parameter group at each step; fastai's <c>plot_sched</c>, with <see cref="PlotMomentum"/>.</summary>
    /// <param name="recorder">The recorder of a learner after a fit.</param>
    /// <returns>The chart.</returns>
    public static LineChart PlotSchedule(this Recorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        return new LineChart { Title = "Learning rate", XLabel = "step", YLabel = "learning rate", Series = [new LineSeries("lr", recorder.LearningRates)] };
    }

    /// <summary>Loss over learning rate on a logarithmic axis, with the four suggestions.</summary>
    /// <param name="result">What <see cref="Learner.LrFind"/> gave.</param>
    /// <returns>The chart; it ends at the first loss, so that the explosion does not press the rest flat.</returns>
    public static LineChart Plot(this LrFindResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new LineChart
        {
            Title = "Learning-rate finder",
            XLabel = "learning rate",
            YLabel = "loss",
            XScale = AxisScale.Logarithmic,
            YMax = result.Losses.Count > 0 ? 1.1 * result.Losses[0] : null,
            Series = [new LineSeries("loss", result.LearningRates, result.Losses)],
            XMarkers =
            [
                new AxisMarker(result.Valley, result.IsValleyReliable ? "valley" : "valley (not reliable)"),
                new AxisMarker(result.Slide, "slide"),
                new AxisMarker(result.Minimum, "minimum"),
                new AxisMarker(result.Steep, "steep"),
            ],
        };
    }
}
