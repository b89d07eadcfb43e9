using System.Diagnostics;
using Hone.Learn;

namespace Hone.Method;

/// <summary>Follows the loop through its stages and ends each part of the epoch early.</summary>
/// <remarks>Reads: the state. Writes: CancelTrain after the second training batch, CancelValidate after the first validation batch. Comes before all others, so that a callback that fails is told under the stage that it belongs to.</remarks>
internal sealed class DryRunCallback(DryRunStages stages) : Callback
{
    private const int TrainBatches = 2;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private bool _first = true;

    /// <summary>Seconds of a whole training batch, its loading included.</summary>
    public double TrainSeconds { get; private set; }

    public double ValidSeconds { get; private set; }

    public override int Order => int.MinValue;

    public override void BeforeTrain(LoopState state) => _clock.Restart();

    public override void BeforeBatch(LoopState state)
    {
        if (_first)
        {
            stages.Pass($"{state.Batch.Count} items, input {state.Batch.Input.DType} {state.Batch.Input.Shape}");
            stages.Begin(DryRunStage.Forward);
        }
    }

    public override void AfterPrediction(LoopState state)
    {
        if (_first)
        {
            stages.Pass($"output {state.Prediction!.Shape}");
            stages.Begin(DryRunStage.Loss);
        }
    }

    public override void AfterLoss(LoopState state)
    {
        if (_first && double.IsFinite(state.Loss))
        {
            stages.Pass($"{state.Loss:0.0000}");
        }
    }

    public override void BeforeBackward(LoopState state)
    {
        if (!double.IsFinite(state.Loss))
        {
            throw new DryRunException(
                ExitCode.Findings, "a finite loss", Numbers.Plain(state.Loss), $"training batch {state.BatchNumber}", "normalize the input, and look at the loss before training (InitialLossCheck)");
        }

        BeginFirst(DryRunStage.Backward);
    }

    public override void AfterBackward(LoopState state)
    {
        if (_first)
        {
            stages.Pass($"{state.Model.Parameters().Count(parameter => parameter.Grad is not null || parameter.SparseGrad is not null)} gradients");
        }
    }

    public override void BeforeStep(LoopState state) => BeginFirst(DryRunStage.Step);

    public override void AfterBatch(LoopState state)
    {
        if (!state.IsTraining)
        {
            ValidSeconds = _clock.Elapsed.TotalSeconds;
            state.CancelValidate = true;
            stages.Pass($"{state.Batch.Count} items, loss {state.Loss:0.0000}");

            // The recorder comes next and feeds the metrics: what they throw is theirs.
            stages.Begin(DryRunStage.Metric);
            return;
        }

        if (_first)
        {
            stages.Pass($"learning rate {Numbers.Plain(state.Optimizer.Groups[^1].LearningRate)}");
            _first = false;
        }

        TrainSeconds = _clock.Elapsed.TotalSeconds;
        _clock.Restart();
        state.CancelTrain = state.BatchNumber + 1 >= TrainBatches;
    }

    public override void BeforeValidate(LoopState state)
    {
        stages.Begin(DryRunStage.Validate);
        _clock.Restart();
    }

    public override void AfterEpoch(LoopState state)
    {
        IReadOnlyList<MetricValue> metrics = state.Learner.Recorder.MetricValues;
        MetricValue? wrong = metrics.FirstOrDefault(metric => double.IsInfinity(metric.Value) || metric.Count == 0);
        if (wrong is not null)
        {
            throw new DryRunException(
                ExitCode.Findings, "metrics with values", $"{wrong.Name} = {Numbers.Plain(wrong.Value)} over {wrong.Count} items", "one validation batch", "look at what the metric expects of predictions and targets");
        }

        stages.Pass(metrics.Count == 0 ? "no metrics" : string.Join(", ", metrics.Select(metric => $"{metric.Name} {metric.Value:0.0000} (n = {metric.Count})")));
        stages.Begin(DryRunStage.Save);
    }

    private void BeginFirst(DryRunStage stage)
    {
        if (_first)
        {
            stages.Begin(stage);
        }
    }
}
