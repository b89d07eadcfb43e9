using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Remembers which batch is under way and how far it came, so that an error can be told with its items (M73).</summary>
/// <remarks>Reads the batch. Writes nothing.</remarks>
internal sealed class CrashRecorder : Callback
{
    /// <summary>Before everybody else: whoever fails is then at a batch that is known.</summary>
    public override int Order => -1000;

    /// <summary>The learner of the fit under way.</summary>
    public Learner? Learner { get; set; }

    /// <summary>What was under way: <c>load</c>, <c>forward</c>, <c>loss</c>, <c>backward</c>, <c>step</c> or <c>callbacks</c>; null outside of a fit.</summary>
    public string? Stage { get; private set; }

    public bool IsTraining { get; private set; }

    public int Epoch { get; private set; }

    public int Batch { get; private set; }

    public double? LearningRate { get; private set; }

    /// <summary>The items of the batch; empty where none was under way.</summary>
    public IReadOnlyList<string> ItemIds { get; private set; } = [];

    public override void BeforeFit(LoopState state) => Loading(state, 0);

    public override void BeforeEpoch(LoopState state) => Loading(state, 0);

    public override void BeforeBatch(LoopState state)
    {
        Stage = "forward";
        IsTraining = state.IsTraining;
        Epoch = state.Epoch;
        Batch = state.BatchNumber;
        LearningRate = state.Optimizer.Groups[^1].LearningRate;
        ItemIds = [.. Enumerable.Range(0, state.Batch.Count).Select(state.Batch.ItemId)];
    }

    public override void AfterPrediction(LoopState state) => Stage = "loss";

    public override void BeforeBackward(LoopState state) => Stage = "backward";

    public override void BeforeStep(LoopState state) => Stage = "step";

    public override void AfterStep(LoopState state) => Stage = "callbacks";

    public override void AfterBatch(LoopState state) => Loading(state, state.BatchNumber + 1);

    // A loss that is not finite ends the fit without an AfterBatch: then the batch is still the one that did it.
    public override void AfterFit(LoopState state)
    {
        if (state.Failure is null)
        {
            Stage = null;
            ItemIds = [];
        }
    }

    private void Loading(LoopState state, int batch)
    {
        Stage = "load";
        IsTraining = state.IsTraining;
        Epoch = state.Epoch;
        Batch = batch;
        ItemIds = [];
    }
}
