using Hone.Learn;

namespace Hone.Method;

/// <summary>A learner over loaders whose training labels are replaced batch by batch.</summary>
internal sealed class ShuffledLearner(DataLoaders data, Func<DataLoaders, Learner> train) : ShuffledTraining
{
    private readonly Lazy<float[]> _labels = new(() => DatasetTargets.Read(data.Train.Dataset));

    public override string? Missing => ConstantAnswer.Missing(data.Train.Dataset);

    public override TrainingLabels Labels
    {
        get
        {
            Dataset dataset = data.Train.Dataset;
            return new TrainingLabels(
                [.. _labels.Value.Select(value => (double)value)],
                Math.Max(1, _labels.Value.Length / dataset.Count),
                dataset.Target!.DType == DType.Int64,
                [.. Enumerable.Range(0, dataset.Count).Select(dataset.IdAt)]);
        }
    }

    public override ConstantAnswer Answer(int[] sources, CancellationToken cancellationToken)
    {
        Learner learner = train(new DataLoaders(WithLabels(data.Train, _labels.Value, sources), data.Valid, data.Test));
        cancellationToken.ThrowIfCancellationRequested();
        
        // Its own loader: a pretrained learner has added the normalization of its weights.
        return ConstantAnswer.Of(learner.GetPreds(cancellationToken: cancellationToken), _labels.Value, data.Train.Dataset.Target!);
    }

    private static DataLoader WithLabels(DataLoader loader, float[] labels, int[] sources)
    {
        int width = labels.Length / sources.Length;
        var given = new Dictionary<int, float[]>(sources.Length);
        for (int position = 0; position < sources.Length; position++)
        {
            given[loader.Dataset.Indices[position]] = labels[(sources[position] * width)..((sources[position] + 1) * width)];
        }

        return new DataLoader(loader.Dataset, loader.Options with { Transforms = [.. loader.Options.Transforms, new GivenLabels(given)] });
    }

    /// <summary>Puts a given label in the place of each item's own.</summary>
    private sealed class GivenLabels(IReadOnlyDictionary<int, float[]> labels) : BatchTransform
    {
        // Before everything that might look at a label.
        public override int Order => int.MinValue;

        public override bool TrainOnly => false;

        public override void Apply(Batch batch, BatchRandom random)
        {
            Tensor memory = batch.TargetParts[0].Memory;
            for (int row = 0; row < batch.Count; row++)
            {
                float[] label = labels[batch.Indices[row]];
                if (memory.DType == DType.Int64)
                {
                    memory.AsSpan<long>()[row] = (long)label[0];
                }
                else
                {
                    label.CopyTo(memory.AsSpan<float>()[(row * label.Length)..]);
                }
            }
        }
    }
}
