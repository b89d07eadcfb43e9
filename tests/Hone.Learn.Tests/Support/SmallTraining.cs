using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>A small classifier on a few hundred real images.</summary>
internal static class SmallTraining
{
    private static readonly Lazy<ImageSet> Sample = new(FashionMnist.LoadSample);

    /// <summary>400 images for training and 200 for validation, all classes in both; images are flattened by the model.</summary>
    public static DataLoaders Loaders(int workers = 1, long seed = 1, int batchSize = 64, params BatchTransform[] transforms)
    {
        ImageSet set = Sample.Value;
        int[] order = new RandomStream(5, "split").Permutation(set.Count);
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            Splitter = new IndexSplitter(order[..400], order[400..600]),
            BatchTransforms = transforms.Length == 0 ? [new Normalize(), new RandomFlip(), new RandomCropPad(2)] : transforms,
        };
        return block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { Workers = workers, Seed = seed, BatchSize = batchSize });
    }

    public static Module Model(long seed = 3) =>
        new Sequential(new Flatten(), new Linear(784, 32), new ReLU(), new Linear(32, 10)).Initialize(seed);

    /// <summary>With running statistics and dropout, which a resumed fit must go on with.</summary>
    public static Module NormalizedNet(long seed = 4) => new Sequential(
        new Conv2d(1, 4, 3, new() { Stride = 2 }),
        new BatchNorm2d(4),
        new ReLU(),
        new Dropout(0.2),
        new Flatten(),
        new Linear(4 * 13 * 13, 10)).Initialize(seed);

    public static Learner Learner(DataLoaders? data = null, LearnerOptions? options = null) =>
        new(data ?? Loaders(), Model(), options ?? new LearnerOptions { Metrics = [new Accuracy()] });

    /// <summary>All weights as numbers.</summary>
    public static float[] Weights(Module model) => [.. model.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
}
