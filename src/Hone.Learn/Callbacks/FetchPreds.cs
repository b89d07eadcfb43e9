using Hone.Nn;

namespace Hone.Learn;

/// <summary>Keeps the predictions of each epoch, for callbacks and programs that look at more than metrics; fastai's <c>FetchPredsCallback</c>.</summary>
/// <remarks>
/// Reads: the predictions of the validation part as they pass, which costs nothing but memory; with another loader it makes a pass of its own after each validation, as
/// fastai does. Writes: <see cref="Predictions"/>. Comes before callbacks of an order above 0, so that their <see cref="Callback.AfterEpoch"/> can read it.
/// </remarks>
public sealed class FetchPreds : Callback
{
    private readonly DataLoader? _loader;
    private PredictionCollector? _collector;

    /// <summary>Stores where to predict.</summary>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation.</param>
    public FetchPreds(DataLoader? loader = null)
    {
        _loader = loader;
    }

    /// <summary>What the model said after the last epoch whose validation was not cut short; null before the first.</summary>
    public Predictions? Predictions { get; private set; }

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state) => Predictions = null;

    /// <inheritdoc/>
    public override void BeforeValidate(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _collector = _loader is null ? new PredictionCollector(state.Learner.Data.Valid.Dataset, state.Learner.Loss, new GetPredsOptions()) : null;
    }

    /// <inheritdoc/>
    public override void AfterBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsTraining)
        {
            _collector?.AfterBatch(state);
        }
    }

    /// <inheritdoc/>
    public override void AfterValidate(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_loader is not null)
        {
            Predictions = Pass(_loader.InOrder(), state);
        }
        else if (_collector is { IsComplete: true })
        {
            Predictions = _collector.Result(state.Learner.Data.Vocab);
        }

        _collector = null;
    }

    /// <summary>Sends a part of the data through the model, which is in evaluation, beside the loop.</summary>
    private static Predictions Pass(DataLoader loader, LoopState state)
    {
        var collector = new PredictionCollector(loader.Dataset, state.Learner.Loss, new GetPredsOptions());
        using NoGrad none = NoGrad.Enter();
        using EpochReader batches = loader.Read(0);
        while (batches.MoveNext())
        {
            using StepScope step = StepScope.Begin();
            batches.Current.AdoptBy(step);
            collector.Add(batches.Current, state.Model.Forward(batches.Current.Inputs()));
        }

        return collector.Result(state.Learner.Data.Vocab);
    }
}
