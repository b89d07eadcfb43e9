using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Remembers which batch is under way and how far it came, so that an error can be told with its items (M73).</summary>
/// <remarks>Reads the batch. Writes nothing: a batch is copied when its loss is not finite or when an error is on its way, not before.</remarks>
internal sealed class CrashRecorder : Callback
{
    /// <summary>Before everybody else: whoever fails is then at a batch that is known.</summary>
    public override int Order => -1000;

    private OperationWatch? _watch;
    private Batch? _batch;
    private bool _hasStreams;

    /// <summary>The most bytes of a batch that are kept.</summary>
    public long LargestBatch { get; init; } = CrashRecord.LargestBatch;

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

    /// <summary>The batch as tensors of its own; null where it was too large, or already gone.</summary>
    public CrashBatch? Kept { get; private set; }

    /// <summary>What the batch was made of.</summary>
    public IReadOnlyList<CrashTensor> BatchTensors { get; private set; } = [];

    /// <summary>Where the error happened; null when nobody could look.</summary>
    public CrashScene? Scene { get; private set; }

    /// <summary>Where the random streams of the model stood before the batch.</summary>
    public IReadOnlyDictionary<string, RandomStreamState> RandomStreams { get; private set; } = new Dictionary<string, RandomStreamState>();

    public override void BeforeFit(LoopState state)
    {
        Close();
        _watch = OperationWatch.Begin();
        _hasStreams = state.Model.RandomState().Count > 0;
        Loading(state, 0);
    }

    public override void BeforeEpoch(LoopState state) => Loading(state, 0);

    public override void BeforeBatch(LoopState state)
    {
        Stage = "forward";
        IsTraining = state.IsTraining;
        Epoch = state.Epoch;
        Batch = state.BatchNumber;
        LearningRate = state.Optimizer.Groups[^1].LearningRate;
        ItemIds = [.. Enumerable.Range(0, state.Batch.Count).Select(state.Batch.ItemId)];
        _batch = state.Batch;
        if (_hasStreams)
        {
            RandomStreams = state.Model.RandomState();
        }
    }

    public override void AfterPrediction(LoopState state) => Stage = "loss";

    // The fit may end over this, and then throws when the step is long closed.
    public override void AfterLoss(LoopState state)
    {
        if (!double.IsFinite(state.Loss))
        {
            Look(null);
        }
    }

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
            LetGo();
        }
        else
        {
            Scene = (Scene ?? new CrashScene()) with { ModulePath = (state.Failure as NonFiniteException)?.ModulePath };
        }

        Close();
    }

    /// <summary>An exception filter: called while the failing step is still open, its modules on the stack and its tensors alive.</summary>
    /// <returns>Always true.</returns>
    public bool Capture(Exception error)
    {
        if (Stage is not null && Scene is null)
        {
            Look(error);
        }

        return true;
    }

    /// <summary>Ends the watch over the operations of this thread.</summary>
    public void Close()
    {
        _watch?.Dispose();
        _watch = null;
        _batch = null;
    }

    private void Look(Exception? error)
    {
        try
        {
            Scene = CrashScene.Of(error, _watch, Learner);
            bool isOutOfMemory = error is OutOfMemoryException;
            if (_batch is { } batch)
            {
                BatchTensors = CrashBatch.Describe(batch, looksAtValues: !isOutOfMemory);
                Kept = BatchTensors.Sum(tensor => tensor.Bytes) <= LargestBatch ? CrashBatch.Of(batch) : null;
            }
        }
        catch (Exception)
        {
            // Whatever goes wrong here must not take the place of the error that is being looked at: what is missing is left out of the record.
        }
    }

    private void LetGo()
    {
        Kept = null;
        BatchTensors = [];
        Scene = null;
    }

    private void Loading(LoopState state, int batch)
    {
        Stage = "load";
        IsTraining = state.IsTraining;
        Epoch = state.Epoch;
        Batch = batch;
        ItemIds = [];
        _batch = null;
        _watch?.Forget();
        LetGo();
    }
}
