namespace Hone.Learn;

public sealed partial class Learner
{
    /// <summary>Mean loss and metrics over a part of the data.</summary>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation.</param>
    /// <param name="cancellationToken">Ends the validation with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Loss over all items, metrics and the number of items.</returns>
    public ValidationResult Validate(DataLoader? loader = null, CancellationToken cancellationToken = default)
    {
        loader = (loader ?? Data.Valid).InOrder();
        _state.Begin(0, 1, 0);
        _callbacks = [Recorder];
        ValidateOneEpoch(loader, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValidationResult(Recorder.ValidLoss, Recorder.MetricValues, loader.ItemCount);
    }

    /// <summary>Predictions for a part of the data, in the order of its items, with identities and, where there are labels, losses; fastai's <c>get_preds</c>.</summary>
    /// <param name="loader">Null stands for the validation part; read in order, without augmentation.</param>
    /// <param name="cancellationToken">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The outputs after the activation that belongs to the loss: probabilities for cross-entropy.</returns>
    public Predictions GetPreds(DataLoader? loader = null, CancellationToken cancellationToken = default)
    {
        loader = (loader ?? Data.Valid).InOrder();
        var collector = new PredictionCollector(loader.Dataset, _loss);
        _state.Begin(0, 1, 0);
        _callbacks = [collector];
        ValidateOneEpoch(loader, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return collector.Result(Data.Vocab);
    }

    /// <summary>The prediction for one item, by the same path as for many; fastai's <c>predict</c>.</summary>
    /// <param name="loader">Where the item is, such as the result of <see cref="DataBlock{TItem}.TestLoader"/>.</param>
    /// <param name="position">Which item, 0 to the number of items - 1.</param>
    /// <returns>Label, probability and identity.</returns>
    public Prediction Predict(DataLoader loader, int position = 0)
    {
        ArgumentNullException.ThrowIfNull(loader);
        Dataset one = loader.Dataset.Subset([position]).WithoutTarget();
        var inline = new DataLoader(one, loader.InOrder().Options with { Workers = 0 });
        return GetPreds(inline)[0];
    }
}
