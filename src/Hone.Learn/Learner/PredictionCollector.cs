using Hone.Nn;

namespace Hone.Learn;

/// <summary>Collects the outputs of a pass over a part of the data.</summary>
internal sealed class PredictionCollector(Dataset dataset, Loss loss) : Callback
{
    private readonly string[] _ids = new string[dataset.Count];
    private readonly int[] _targets = new int[dataset.Count];
    private readonly float[] _losses = new float[dataset.Count];
    private float[] _outputs = [];
    private int _width;
    private int _count;

    public override void AfterBatch(LoopState state)
    {
        Batch batch = state.Batch;
        Tensor output = loss.Activation(state.Prediction!);
        if (_outputs.Length == 0)
        {
            _width = output.ElementCount / batch.Count;
            _outputs = new float[dataset.Count * _width];
        }

        output.CopyTo<float>(_outputs.AsSpan(_count * _width));
        for (int row = 0; row < batch.Count; row++)
        {
            _ids[_count + row] = batch.ItemId(row);
        }

        if (batch.Target is { } target)
        {
            loss.Compute(state.Prediction!, target, Reduction.None).CopyTo<float>(_losses.AsSpan(_count));
            long[] answers = target.ToArray<long>();
            for (int row = 0; row < answers.Length; row++)
            {
                _targets[_count + row] = (int)answers[row];
            }
        }

        _count += batch.Count;
    }

    public Predictions Result(IReadOnlyList<string> vocab)
    {
        bool hasLabels = dataset.Target is not null;
        return new Predictions(_ids, _outputs, _width, hasLabels ? _targets : null, hasLabels ? _losses : null, vocab);
    }
}
