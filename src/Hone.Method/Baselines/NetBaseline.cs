using System.Globalization;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>A rung that is itself a small net: trained by the same learner as everything else, without augmentation or tuning.</summary>
public abstract class NetBaseline : Baseline
{
    private const int BatchSize = 64;
    private const double PeakLearningRate = 3e-3;

    private protected NetBaseline()
    {
    }

    /// <inheritdoc/>
    public override float[] FitPredict(BaselineData train, BaselineData valid, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        var learner = new Learner(
            Loaders(train, valid, seed),
            CreateModel(train.FeatureCount, train.ClassCount).Initialize(seed),
            new LearnerOptions());

        // Enough steps to converge on small data, a few epochs on large data.
        int epochs = Math.Clamp(200_000 / train.Count, 2, 20);
        learner.FitOneCycle(epochs, PeakLearningRate, new FitOptions { CancellationToken = cancellationToken });
        return learner.GetPreds(cancellationToken: cancellationToken).Outputs.ToArray();
    }

    private protected abstract Sequential CreateModel(int features, int classes);

    private static DataLoaders Loaders(BaselineData train, BaselineData valid, long seed)
    {
        // Both parts as one list: first the training rows, then the validation rows.
        (BaselineData Part, int Row)[] items =
        [
            .. Enumerable.Range(0, train.Count).Select(row => (train, row)),
            .. Enumerable.Range(0, valid.Count).Select(row => (valid, row)),
        ];
        string[] classes = Enumerable.Range(0, train.ClassCount).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var block = new DataBlock<(BaselineData Part, int Row)>
        {
            GetId = item => item.Part.Ids[item.Row],
            Input = new VectorBlock<(BaselineData Part, int Row)>(item => item.Part.Rows.AsMemory(item.Row * item.Part.FeatureCount, item.Part.FeatureCount)),
            Target = new CategoryBlock<(BaselineData Part, int Row)>(item => classes[item.Part.Labels[item.Row]], classes),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, train.Count)], [.. Enumerable.Range(train.Count, valid.Count)]),
        };
        return block.DataLoaders(items, new DataLoaderOptions { BatchSize = Math.Min(BatchSize, train.Count), ValidBatchSize = 256, Seed = seed });
    }
}
