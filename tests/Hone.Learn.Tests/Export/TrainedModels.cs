using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Learners that have learned for a moment, for tests of export and prediction.</summary>
internal static class TrainedModels
{
    /// <summary>A small residual net on Fashion-MNIST with normalization; validation in batches of 64.</summary>
    public static Learner ResidualNet()
    {
        Module model = SmallResNet.Create(new SmallResNetOptions { Widths = [4, 8], Dropout = 0.1 }).Initialize(seed: 3);
        var learner = new Learner(SmallTraining.Loaders(workers: 0, transforms: [new Normalize(), new RandomFlip()]), model);
        learner.Fit(1);
        return learner;
    }

    /// <summary>A learner on patterns of 6x5 pixels and three classes, not trained; its transforms are the caller's.</summary>
    public static Learner Patterns(Module? model = null, LearnerOptions? options = null, IReadOnlyList<ItemTransform>? items = null, params BatchTransform[] batches)
    {
        ImageSet set = SmallImages.Pattern(30);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { ItemTransforms = items ?? [], BatchTransforms = batches };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { Workers = 0, BatchSize = 8 });
        return new Learner(data, model ?? LogisticRegression.Create(30, 3).Initialize(seed: 1), options);
    }
}
