namespace Hone.Learn;

/// <summary>Keeps inputs, targets, predictions and losses of the batches of a fit; fastai's <c>CollectDataCallback</c>, for looking into a training and for tests.</summary>
/// <remarks>Reads: the batch, the prediction, the loss. Writes: nothing but itself. Everything is copied and stays in memory until the next fit: use it with <see cref="ShortEpoch"/>.</remarks>
/// <example><code>
/// var collected = new CollectData();
/// learner.Fit(1, new() { Callbacks = [collected, new ShortEpoch(0.01)] });
/// Console.WriteLine(string.Join(", ", collected.Batches.Select(batch =&gt; batch.Loss)));
/// </code></example>
public sealed class CollectData : Callback
{
    private readonly List<CollectedBatch> _batches = [];

    /// <summary>The batches of the last fit, in order.</summary>
    public IReadOnlyList<CollectedBatch> Batches => _batches;

    /// <summary>Above all others but the collectors of predictions: what they do to a batch is done.</summary>
    public override int Order => int.MaxValue - 1;

    /// <inheritdoc/>
    public override bool RunsIn(LoopPurpose purpose) => purpose == LoopPurpose.Fit;

    /// <inheritdoc/>
    public override void BeforeFit(LoopState state) => _batches.Clear();

    /// <inheritdoc/>
    public override void AfterBatch(LoopState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Batch batch = state.Batch;
        IReadOnlyList<Tensor> inputs = batch.Inputs();
        _batches.Add(new CollectedBatch(
            state.Epoch,
            state.BatchNumber,
            state.IsTraining,
            [.. Enumerable.Range(0, batch.Count).Select(batch.ItemId)],
            [.. inputs.Select(Values)],
            [.. inputs.Select(input => input.Shape)],
            batch.Target is null ? null : Values(batch.Target),
            state.Prediction is null ? null : Values(state.Prediction),
            state.Prediction?.Shape ?? default,
            state.Loss));
    }

    private static float[] Values(Tensor tensor) => tensor.To(DType.Float32).ToArray<float>();
}
