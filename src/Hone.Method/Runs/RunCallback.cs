using Hone.Learn;

namespace Hone.Method;

/// <summary>Writes a training into its run: the smoothed loss now and then, every epoch in full.</summary>
/// <remarks>Reads the recorder. Writes <c>metrics.jsonl</c> and <c>run.json</c>. Comes after the checkpoint, so that what a run says of an epoch can be resumed from.</remarks>
public sealed class RunCallback : Callback
{
    private const int StepsBetweenRows = 20;

    private readonly RunWriter _run;
    private readonly ResourceMeter _meter;
    private long _stepsBefore;
    private int _epochsBefore;

    /// <summary>Stores the run.</summary>
    /// <param name="run">The run that this training is.</param>
    public RunCallback(RunWriter run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _run = run;
        _meter = new ResourceMeter(run.Record.Resources);
    }

    /// <inheritdoc/>
    public override int Order => 95;

    /// <inheritdoc/>
    public override void AfterBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.IsTraining && state.Step % StepsBetweenRows == 0)
        {
            double epoch = _epochsBefore + state.Epoch + ((double)state.BatchNumber / Math.Max(1, state.BatchCount));
            _run.LogMetrics(_stepsBefore + state.Step, epoch, new Dictionary<string, double>
            {
                ["train/loss"] = state.Loss,
                ["train/lr"] = state.Optimizer.Groups[^1].LearningRate,
            });
        }
    }

    /// <inheritdoc/>
    public override void AfterEpoch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        EpochRecord record = state.Learner.Recorder.Epochs[^1];
        var values = new Dictionary<string, double> { ["train/epochLoss"] = record.TrainLoss, ["valid/loss"] = record.ValidLoss };
        var summary = new Dictionary<string, MetricSummary>();
        foreach (MetricValue metric in record.Metrics)
        {
            values["valid/" + metric.Name] = metric.Value;
            IEnumerable<double> all = state.Learner.Recorder.Epochs.Select(epoch => epoch.ValueOf(metric.Name));
            summary["valid/" + metric.Name] = new MetricSummary
            {
                Last = metric.Value,
                Best = metric.HigherIsBetter ? all.Max() : all.Min(),
                N = (int)metric.Count,
            };
        }

        _run.LogMetrics(_stepsBefore + state.Step, _epochsBefore + state.Epoch + 1, values);
        _run.EndEpoch(_epochsBefore + state.Epoch + 1, summary, _meter.Read(state));
    }

    /// <summary>Says how many steps and epochs of the run were before the present fit, where a run goes on.</summary>
    internal void ContinueAt(long steps, int epochs)
    {
        _stepsBefore = Math.Max(0, steps);
        _epochsBefore = Math.Max(0, epochs);
    }

    /// <summary>A run may have several fits, such as the two phases of <see cref="Learner.FineTune"/>: steps and epochs count on.</summary>
    /// <param name="state">The training at this moment.</param>
    public override void AfterFit(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _stepsBefore += state.Step;
        _epochsBefore += state.Epoch;
        _meter.EndFit(state);
    }
}
