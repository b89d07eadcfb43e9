using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Transfer learning: 60 photos of each of 12 flowers, features from the middle of a pretrained MobileNetV2.</summary>
internal static class Flowers12Recipe
{
    private const int Epochs = 12;
    private const int ColorLevels = 8;

    /// <summary>Fine-tunes and judges on the official test part.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. The official test part waits; six photos of each class decide meanwhile.
        IReadOnlyList<ArchivedImage> photos = Flowers12.Load(experiment.Data, experiment.CancellationToken);
        ArchivedImage[] known = [.. photos.Where(photo => photo.Part == FolderPart.Train)];
        ArchivedImage[] test = [.. photos.Where(photo => photo.Part == FolderPart.Test)];
        string[] classes = [.. known.Select(photo => photo.ClassName).Distinct().Order(StringComparer.Ordinal)];
        Split split = Split.Stratified(
            new() { Ids = [.. known.Select(photo => photo.Id)], Classes = [.. known.Select(photo => photo.ClassName)] },
            new() { Fractions = new() { Valid = 0.1 }, Seed = 42 });
        experiment.Say($"{split.TrainIndices.Count} photos to train, {split.ValidIndices.Count} to decide, {test.Length} to test");

        // 2. The baseline: how often each color occurs, and logistic regression on it.
        BaselineData train = Colors([.. split.TrainIndices.Select(i => known[i])], classes);
        double baseline = new LogisticRegressionBaseline().Accuracy(train, Colors(test, classes), experiment.Seed, experiment.CancellationToken);
        experiment.Say($"color histogram: {baseline:0.0000}");

        // 3. Features of a pretrained net, a new head; first the head alone, then everything, early layers slowest.
        var block = new DataBlock<ArchivedImage>
        {
            GetId = photo => photo.Id,
            Input = new ImageBlock<ArchivedImage>(photo => photo.Decode()),
            Target = new CategoryBlock<ArchivedImage>(photo => photo.ClassName, classes),
            Splitter = new IndexSplitter(split.TrainIndices, split.ValidIndices),
            ItemTransforms = [new RandomResizedCrop(224, new() { MinScale = 0.5 })],
            BatchTransforms = [.. AugTransforms.Create()],
        };
        DataLoaders data = block.DataLoaders(known, new() { BatchSize = 32, Seed = experiment.Seed });
        Learner learner = VisionLearner.Create(data, Backbone.MobileNetV2Middle, new()
        {
            Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, experiment.Data, experiment.CancellationToken),
            Seed = experiment.Seed,
            Learner = new() { Loss = CrossEntropyLoss.LabelSmoothing(), Metrics = [new Accuracy()] },
        });
        learner.FineTune(experiment.Epochs ?? Epochs, baseLr: 1e-2, experiment.Fit, new() { FreezeEpochs = 2 });
        experiment.Say($"{learner.Recorder}");

        // 4. The answer that counts.
        int[] answers = learner.Tta(block.TestLoader(learner.Data, test)).Classes();
        double accuracy = answers.Where((answer, i) => classes[answer] == test[i].ClassName).Count() / (double)test.Length;
        return new Measurement(accuracy, test.Length) { Beside = [("color histogram", baseline)] };
    }

    /// <summary>The share of pixels of each of 8 x 8 x 8 colors; the square root brings rare colors to bear, the ten brings all to about 1.</summary>
    private static BaselineData Colors(ArchivedImage[] photos, string[] classes)
    {
        const int Bins = ColorLevels * ColorLevels * ColorLevels;
        var rows = new float[photos.Length * Bins];
        Parallel.For(0, photos.Length, i =>
        {
            ImagePixels photo = photos[i].Decode();
            ReadOnlySpan<byte> pixels = photo.Pixels.Span;
            Span<float> row = rows.AsSpan(i * Bins, Bins);
            for (int p = 0; p + 2 < pixels.Length; p += 3)
            {
                row[(((pixels[p] / 32) * ColorLevels) + (pixels[p + 1] / 32)) * ColorLevels + (pixels[p + 2] / 32)]++;
            }

            for (int b = 0; b < Bins; b++)
            {
                row[b] = 10 * MathF.Sqrt(3 * row[b] / pixels.Length);
            }
        });
        int[] labels = [.. photos.Select(photo => Array.IndexOf(classes, photo.ClassName))];
        return new BaselineData(rows, labels, [.. photos.Select(photo => photo.Id)], classes.Length);
    }
}
