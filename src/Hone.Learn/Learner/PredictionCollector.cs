using Hone.Nn;

namespace Hone.Learn;

/// <summary>Collects the outputs of a pass over a part of the data.</summary>
internal sealed class PredictionCollector(Dataset dataset, Loss loss, GetPredsOptions options) : Callback
{
    private readonly string[] _ids = new string[dataset.Count];
    private readonly float[] _losses = new float[dataset.Count];
    private readonly bool _hasLabels = dataset.Target is not null;
    private float[] _outputs = [];
    private float[] _targets = [];
    private float[] _inputs = [];
    private float[] _decoded = [];
    private Shape _outputShape;
    private int _count;

    /// <summary>Whether every item has passed.</summary>
    public bool IsComplete => _count == dataset.Count;

    /// <summary>Above all other callbacks: what they do to a batch is done when it is collected.</summary>
    public override int Order => int.MaxValue;

    public override void AfterBatch(LoopState state) => Add(state.Batch, state.Prediction!);

    /// <summary>Takes the answers for a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="prediction">What the model answered: [batch, ...].</param>
    public void Add(Batch batch, Tensor prediction)
    {
        Tensor output = options.Activate ? loss.Activation(prediction) : prediction;
        int width = output.ElementCount / batch.Count;
        if (_count == 0)
        {
            Begin(output, width, batch.Target);
            _inputs = options.WithInputs ? new float[Numbers(batch.Input.ElementCount / batch.Count, $"{dataset.Count} inputs of {dataset.Input.RowShape}")] : [];
        }

        if (options.WithInputs)
        {
            RequireOneLength(batch);
            batch.Input.To(DType.Float32).CopyTo<float>(_inputs.AsSpan(_count * (batch.Input.ElementCount / batch.Count)));
        }

        if (options.WithDecoded)
        {
            AddDecoded(loss.Decode(prediction), batch.Count);
        }

        output.To(DType.Float32).CopyTo<float>(_outputs.AsSpan(_count * width));
        for (int row = 0; row < batch.Count; row++)
        {
            _ids[_count + row] = batch.ItemId(row);
        }

        if (batch.Target is { } target)
        {
            loss.Compute(prediction, batch.Targets(), Reduction.None).CopyTo<float>(_losses.AsSpan(_count));
            target.To(DType.Float32).CopyTo<float>(_targets.AsSpan(_count * (target.ElementCount / batch.Count)));
        }

        _count += batch.Count;
    }

    public Predictions Result(IReadOnlyList<string> vocab) => new(_ids, _outputs, _outputShape, vocab)
    {
        TargetValues = _hasLabels ? _targets : null,
        Targets = _hasLabels && dataset.Target!.DType == DType.Int64 && dataset.Target.RowShape.Rank == 0 ? Array.ConvertAll(_targets, value => (int)value) : null,
        Losses = _hasLabels ? _losses : null,
        Inputs = options.WithInputs ? _inputs : null,
        Decoded = options.WithDecoded ? _decoded : null,
        Kind = loss.Kind,
        Threshold = loss.Threshold,
    };

    private void AddDecoded(Tensor decoded, int count)
    {
        int width = decoded.ElementCount / count;
        if (_count == 0)
        {
            _decoded = new float[Numbers(width, $"{dataset.Count} answers of {decoded.Shape}")];
        }

        decoded.To(DType.Float32).CopyTo<float>(_decoded.AsSpan(_count * width));
    }

    /// <summary>Rows of several lengths have no table.</summary>
    private void RequireOneLength(Batch batch)
    {
        int expected = _inputs.Length / dataset.Count;
        int got = batch.Input.ElementCount / batch.Count;
        if (got != expected)
        {
            throw new HoneException($"Inputs of {expected} numbers an item, as the first batch, to be kept.", $"{got} in batch {batch.Number}: {batch.Input.Shape}", nameof(Learner.GetPreds), "leave GetPredsOptions.WithInputs out for texts of different lengths");
        }
    }

    private void Begin(Tensor output, int width, Tensor? target)
    {
        _outputShape = Shape.Create(output.Shape.AsSpan()[1..]);
        _outputs = new float[Numbers(width, $"{dataset.Count} items of {_outputShape}")];
        _targets = target is null ? [] : new float[dataset.Count * (target.ElementCount / target.Shape[0])];
    }

    private long Numbers(int width, string what)
    {
        long count = (long)dataset.Count * width;
        return count <= Array.MaxLength
            ? count
            : throw new HoneException($"Predictions held in memory have at most {Array.MaxLength} numbers.", what, "GetPreds", "predict in smaller parts, or use Validate, which keeps nothing");
    }
}
