using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// A model, its data and how it learns. The loop is this file, from top to bottom: a fit runs epochs, an epoch trains and validates, a part runs
/// batches. Everything else is done by callbacks; <see cref="ShowLoop"/> prints where they hang.
/// </summary>
/// <example><code>
/// var learner = new Learner(data, model, new() { Metrics = [new Accuracy()] });
/// learner.FitOneCycle(5, lrMax: 1e-2);
/// Console.WriteLine(learner.Recorder);
/// </code></example>
public sealed partial class Learner
{
    private readonly LoopState _state;
    private readonly Loss _loss;
    private Callback[] _callbacks = [];
    private Optimizer? _optimizer;

    /// <summary>Joins data and model; the heavy work waits for a fit.</summary>
    /// <param name="data">The loaders of the parts.</param>
    /// <param name="model">An initialized model.</param>
    /// <param name="options">How it learns; null stands for fastai's defaults.</param>
    /// <exception cref="HoneException">No loss is given and the target has none of its own.</exception>
    public Learner(DataLoaders data, Module model, LearnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        Data = data;
        Model = model;
        Options = options ?? new LearnerOptions();
        _loss = Options.Loss ?? data.Train.Dataset.Target?.DefaultLoss ?? throw new HoneException(
            "A learner needs a loss.",
            "no loss in the options, and a target without one of its own",
            nameof(Learner),
            "set LearnerOptions.Loss");
        Recorder = new Recorder(Options.Metrics);
        _state = new LoopState(this);
    }

    /// <summary>The loaders of the parts.</summary>
    public DataLoaders Data { get; }

    /// <summary>The model.</summary>
    public Module Model { get; }

    /// <summary>How it learns.</summary>
    public LearnerOptions Options { get; }

    /// <summary>Losses, metrics and learning rates of the last fit.</summary>
    public Recorder Recorder { get; }

    /// <summary>What is minimized.</summary>
    public Loss Loss => _loss;

    /// <summary>The optimizer; made at its first use, and again after freezing.</summary>
    public Optimizer Optimizer => _optimizer ??= MakeOptimizer();

    /// <summary>Trains with a constant learning rate.</summary>
    /// <param name="epochs">At least 1.</param>
    /// <param name="options">Learning rate, callbacks, progress, cancellation, resume.</param>
    /// <returns>The lines of the table of epochs, and why the fit ended early if it did.</returns>
    /// <exception cref="NonFiniteException">The loss was not finite; the message says where that began.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; finished epochs keep their checkpoints.</exception>
    /// <exception cref="HoneDataException">An item could not be read.</exception>
    public FitResult Fit(int epochs, FitOptions? options = null) => Run(epochs, null, options ?? new FitOptions());

    private FitResult Run(int epochs, ParamScheduler? schedule, FitOptions options, FitResult? phaseBefore = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        CallbackList list = CallbackList.Of(this, schedule, options);
        double[] rates = RatesOf(null, options).Spread(Optimizer.Groups.Count);
        for (int i = 0; i < rates.Length; i++)
        {
            Optimizer.Groups[i].LearningRate = rates[i];
        }

        var plan = new FitPlan(epochs, Data.Train.BatchCount, list.Schedules);
        Checkpoint? checkpoint = options.ResumeFrom is { } path ? Checkpoint.Read(path) : null;
        int firstEpoch = checkpoint?.RestoreInto(this, plan) ?? 0;
        Recorder.Clock = options.Clock;
        _state.Plan = plan;
        _state.Begin(firstEpoch, epochs, Data.Train.BatchCount);
        _state.ResumedFrom = checkpoint;
        _state.EarlierEpochs = phaseBefore?.Epochs ?? checkpoint?.EarlierEpochs ?? [];
        RunLoop(list.Callbacks, options.CancellationToken);
        if (_state.Failure is { } failure)
        {
            throw failure;
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        return new FitResult([.. Recorder.Epochs], _state.StopReason) { Notes = [.. phaseBefore?.Notes ?? [], .. _state.Notes] };
    }

    private void RunLoop(Callback[] callbacks, CancellationToken cancellationToken)
    {
        _callbacks = callbacks;

        // A fit that was cut short between two steps may have left gradients.
        Optimizer.ZeroGrad();
        Notify(LoopEvent.BeforeFit);

        // What a resumed fit needed has been taken from its checkpoint.
        _state.ResumedFrom = null;
        while (!_state.CancelFit && _state.Epoch < _state.EpochCount)
        {
            RunEpoch(cancellationToken);
            _state.Epoch++;
        }

        if (_state.CancelFit)
        {
            Notify(LoopEvent.AfterCancelFit);
        }

        Notify(LoopEvent.AfterFit);
    }

    private void RunEpoch(CancellationToken cancellationToken)
    {
        _state.CancelEpoch = false;
        Notify(LoopEvent.BeforeEpoch);
        if (_state.EpochContinues)
        {
            TrainOneEpoch(cancellationToken);
        }

        if (_state.EpochContinues && Data.Valid.BatchCount > 0)
        {
            ValidateOneEpoch(Data.Valid, cancellationToken);
        }

        if (_state.CancelFit)
        {
            return;
        }

        if (_state.CancelEpoch)
        {
            Notify(LoopEvent.AfterCancelEpoch);
        }

        Notify(LoopEvent.AfterEpoch);
    }

    private void TrainOneEpoch(CancellationToken cancellationToken)
    {
        Model.Train();
        _state.IsTraining = true;
        _state.CancelTrain = false;
        Notify(LoopEvent.BeforeTrain);
        RunBatches(Data.Train, cancellationToken);
        if (!_state.EpochContinues)
        {
            return;
        }

        if (_state.CancelTrain)
        {
            Notify(LoopEvent.AfterCancelTrain);
        }

        Notify(LoopEvent.AfterTrain);
    }

    private void ValidateOneEpoch(DataLoader loader, CancellationToken cancellationToken)
    {
        Model.Eval();
        _state.IsTraining = false;
        _state.CancelValidate = false;
        Notify(LoopEvent.BeforeValidate);
        using (NoGrad.Enter())
        {
            RunBatches(loader, cancellationToken);
        }

        if (!_state.EpochContinues)
        {
            return;
        }

        if (_state.CancelValidate)
        {
            Notify(LoopEvent.AfterCancelValidate);
        }

        Notify(LoopEvent.AfterValidate);
    }

    private void RunBatches(DataLoader loader, CancellationToken cancellationToken)
    {
        _state.BatchCount = loader.BatchCount;
        using EpochReader batches = loader.Read(_state.Epoch);
        var clock = new StepClock(_state, Recorder.Clock);
        while (_state.PartContinues && clock.MoveNext(batches))
        {
            RunBatch(batches.Current);
            clock.EndStep();
            _state.CancelFit |= cancellationToken.IsCancellationRequested;
        }
    }

    private void RunBatch(Batch batch)
    {
        // Everything that this batch computes gives its memory back here.
        using StepScope step = StepScope.Begin();
        batch.AdoptBy(step);
        _state.Begin(batch);
        if (_state.IsTraining)
        {
            TrainOnBatch(batch);
        }
        else
        {
            JudgeBatch(batch);
        }

        // A part, epoch or fit that was cancelled within the batch takes it along: as in fastai, only what was cancelled has its end.
        if (_state.PartContinues)
        {
            if (_state.CancelBatch)
            {
                Notify(LoopEvent.AfterCancelBatch);
            }

            Notify(LoopEvent.AfterBatch);
        }

        _state.Step += _state.IsTraining ? 1 : 0;
        _state.End();
    }

    private void TrainOnBatch(Batch batch)
    {
        JudgeBatch(batch);
        if (_state.BatchStops)
        {
            return;
        }

        Notify(LoopEvent.BeforeBackward);
        if (_state.BatchStops)
        {
            return;
        }

        _state.LossTensor!.Backward();
        Notify(LoopEvent.AfterBackward);
        if (!_state.BatchStops)
        {
            Notify(LoopEvent.BeforeStep);
            if (_state.SkipStep)
            {
                // Gradients go on adding up.
                return;
            }

            if (!_state.BatchStops)
            {
                Optimizer.Step();
                Notify(LoopEvent.AfterStep);
            }
        }

        Optimizer.ZeroGrad();
    }

    private void JudgeBatch(Batch batch)
    {
        Notify(LoopEvent.BeforeBatch);
        if (_state.BatchStops)
        {
            return;
        }

        // Metrics read the prediction after backward, when it would otherwise be gone.
        _state.Prediction = Model.Forward(batch.Inputs()).Hold();
        Notify(LoopEvent.AfterPrediction);
        if (_state.BatchStops || batch.Target is null)
        {
            return;
        }

        _state.LossTensor = _state.ReplacedLoss?.Invoke(_state.Prediction) ?? _loss.Compute(_state.Prediction, batch.Targets());
        _state.Loss = _state.LossTensor.Item();
        Notify(LoopEvent.AfterLoss);
    }

    private void Notify(LoopEvent loopEvent)
    {
        foreach (Callback callback in _callbacks)
        {
            callback.Handle(loopEvent, _state);
        }
    }
}
