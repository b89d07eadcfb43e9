using Hone.Nn;

namespace Hone.Learn;

/// <summary>Collects the outputs of a pass over a part of the data.</summary>
internal sealed class PredictionCollector(Dataset dataset, Loss loss) : Callback
{
    private readonly string[] _ids = new string[dataset.Count];
    private readonly float[] _losses = new float[dataset.Count];
    private readonly bool _hasLabels = dataset.Target is not null;
    private float[] _outputs = [];
    private float[] _targets = [];
    private Shape _outputShape;
    private int _count;

    public override void AfterBatch(LoopState state)
    {
        Batch batch = state.Batch;
        Tensor output = loss.Activation(state.Prediction!);
        int width = output.ElementCount / batch.Count;
        if (_count == 0)
        {
            Begin(output, width, batch.Target);
        }

        output.To(DType.Float32).CopyTo<float>(_outputs.AsSpan(_count * width));
        for (int row = 0; row < batch.Count; row++)
        {
            _ids[_count + row] = batch.ItemId(row);
        }

        if (batch.Target is { } target)
        {
            loss.Compute(state.Prediction!, batch.Targets(), Reduction.None).CopyTo<float>(_losses.AsSpan(_count));
            target.To(DType.Float32).CopyTo<float>(_targets.AsSpan(_count * (target.ElementCount / batch.Count)));
        }

        _count += batch.Count;
    }

    public Predictions Result(IReadOnlyList<string> vocab) => new(_ids, _outputs, _outputShape, vocab)
    {
        TargetValues = _hasLabels ? _targets : null,
        Targets = _hasLabels && dataset.Target!.DType == DType.Int64 && dataset.Target.RowShape.Rank == 0 ? Array.ConvertAll(_targets, value => (int)value) : null,
        Losses = _hasLabels ? _losses : null,
    };

    private void Begin(Tensor output, int width, Tensor? target)
    {
        long count = (long)dataset.Count * width;
        if (count > Array.MaxLength)
        {
            throw new HoneException($"Predictions held in memory have at most {Array.MaxLength} numbers.", $"{dataset.Count} items of {Shape.Create(output.Shape.AsSpan()[1..])}", "GetPreds", "predict in smaller parts, or use Validate, which keeps nothing");
        }

        _outputShape = Shape.Create(output.Shape.AsSpan()[1..]);
        _outputs = new float[count];
        _targets = target is null ? [] : new float[dataset.Count * (target.ElementCount / target.Shape[0])];
    }
}
