using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>A linear model on a few numbers: for tests of the loop, where nothing needs to be learned.</summary>
internal static class TinyTraining
{
    /// <summary>So many batches in each part; item i is the number i / 10, its class is that of an even or an odd number.</summary>
    public static DataLoaders Loaders(int trainBatches = 2, int validBatches = 1, int batchSize = 4)
    {
        int train = trainBatches * batchSize;
        int count = train + (validBatches * batchSize);
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => new float[] { item / 10f }),
            Target = new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd"),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, count - train)]),
        };
        return block.DataLoaders([.. Enumerable.Range(0, count)], new DataLoaderOptions { BatchSize = batchSize, Workers = 0 });
    }

    public static Learner Learner(DataLoaders? data = null, LearnerOptions? options = null) =>
        new(data ?? Loaders(), new Sequential(new Linear(1, 2)).Initialize(seed: 4), options);
}
