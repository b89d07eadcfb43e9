using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Gray images: Fashion-MNIST from scratch with a small residual net, in five epochs as they are, or in twenty with augmentation.</summary>
internal static class FashionRecipe
{
    private const int ShortEpochs = 5;
    private const int LongEpochs = 20;

    /// <summary>Five epochs: no time for augmentation to pay.</summary>
    public static Measurement Short(Experiment experiment) => Run(experiment, experiment.Epochs ?? ShortEpochs, [], 0);

    /// <summary>Twenty epochs, mirrored, shifted and with erased boxes; the answer is the mean over augmented passes.</summary>
    public static Measurement Long(Experiment experiment) =>
        Run(experiment, experiment.Epochs ?? LongEpochs, [new RandomFlip(), new RandomCropPad(1), new RandomErasing()], augmentedPasses: 4);

    private static Measurement Run(Experiment experiment, int epochs, BatchTransform[] augmentation, int augmentedPasses)
    {
        // 1. The official test part waits; 3,000 of the 60,000 training images decide meanwhile.
        FashionMnistParts parts = FashionMnist.Load(experiment.Data, experiment.CancellationToken);
        string[] ids = [.. Enumerable.Range(0, parts.Train.Count).Select(i => $"train-{i:D5}")];
        string[] classes = [.. parts.Train.Labels.Select(label => parts.Train.ClassNames[label])];
        Split split = Split.Stratified(new() { Ids = ids, Classes = classes }, new() { Fractions = new() { Valid = 0.05 }, Seed = 42 });
        DataBlock<int> block = ImageBlocks.FromSet(parts.Train) with
        {
            Splitter = new IndexSplitter(split.TrainIndices, split.ValidIndices),
            BatchTransforms = [.. augmentation, new Normalize()],
        };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(parts.Train), new() { BatchSize = 128, Seed = experiment.Seed });
        experiment.Say($"{split.TrainIndices.Count} images to train, {split.ValidIndices.Count} to decide, {parts.Test.Count} to test");

        // 2. The baseline: a weighted sum of the pixels.
        BaselineData train = BaselineData.FromImages(parts.Train, split.TrainIndices, [.. split.TrainIndices.Select(i => ids[i])]);
        BaselineData test = BaselineData.FromImages(parts.Test, ImageBlocks.Positions(parts.Test), [.. ImageBlocks.Positions(parts.Test).Select(i => $"test-{i:D5}")]);
        double baseline = new LogisticRegressionBaseline().Accuracy(train, test, experiment.Seed, experiment.CancellationToken);
        experiment.Say($"logistic regression: {baseline:0.0000}");

        // 3. Training.
        ResNet9Options net = new() { InChannels = 1, Width = 16 };
        var learner = new Learner(data, ResNet9.Create(net).Initialize(experiment.Seed), new()
        {
            Loss = CrossEntropyLoss.LabelSmoothing(),
            Metrics = [new Accuracy()],
        });
        learner.FitOneCycle(epochs, lrMax: 1e-2, experiment.Fit);
        experiment.Say($"{learner.Recorder}");

        // 4. The answer that counts.
        DataLoader loader = ImageBlocks.FromSet(parts.Test).TestLoader(learner.Data, ImageBlocks.Positions(parts.Test));
        int[] answers = (augmentedPasses == 0 ? learner.GetPreds(loader) : learner.Tta(loader, new() { Passes = augmentedPasses })).Classes();
        double accuracy = answers.Where((answer, i) => answer == parts.Test.Labels[i]).Count() / (double)answers.Length;
        return new Measurement(accuracy, answers.Length) { Beside = [("logistic regression", baseline)] };
    }
}
