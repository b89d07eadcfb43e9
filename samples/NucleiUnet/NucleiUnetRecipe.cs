using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Segmentation with little data: cell nuclei in 80 microscope images, a U-Net over a pretrained MobileNetV2.</summary>
internal static class NucleiUnetRecipe
{
    private const int Epochs = 40;

    /// <summary>Trains and judges on 20 images: the Dice coefficient of the nuclei over all their pixels, at 160x160.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. 50 images to train, 10 to decide, 20 to test.
        MaskedImage[] images = [.. Nuclei.Load(experiment.Data, experiment.CancellationToken)];
        Split split = Split.Random(new() { Ids = [.. images.Select(image => image.Id)] }, new() { Fractions = new() { Valid = 0.125, Test = 0.25 }, Seed = 42 });
        DataBlock<MaskedImage> block = Block(new IndexSplitter(split.TrainIndices, split.ValidIndices));
        DataLoaders data = block.DataLoaders(images, new() { BatchSize = 8, Seed = experiment.Seed });
        experiment.Say($"{split.TrainIndices.Count} images to train, {split.ValidIndices.Count} to decide, {split.TestIndices.Count} to test");

        // 2. The baseline: a threshold on the brightness.
        double baseline = BrightnessBaseline([.. split.TrainIndices.Select(i => images[i])], [.. split.TestIndices.Select(i => images[i])]);
        experiment.Say($"brightness threshold: {baseline:0.0000}");

        // 3. The U-Net: its way down is pretrained on photos, which helps even here; its way up is new.
        Learner learner = UnetLearner.Create(data, Backbone.MobileNetV2Middle, new()
        {
            Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, experiment.Data, experiment.CancellationToken),
            Seed = experiment.Seed,
            Learner = new() { Loss = new CombinedLoss((1, new CrossEntropyLoss()), (1, new DiceLoss(useMean: true))), Metrics = [new Dice()] },
        });
        learner.FineTune(experiment.Epochs ?? Epochs, baseLr: 2e-3, experiment.Fit, new() { LrMult = 10 });
        experiment.Say($"{learner.Recorder}");

        // 4. The answer that counts.
        var judge = new Dice();
        DataLoader test = data.Valid.WithDataset(Block(new IndexSplitter(split.TrainIndices, split.TestIndices)).DataLoaders(images).Valid.Dataset);
        new Learner(data, learner.Model, new() { Metrics = [judge] }).Validate(test, experiment.CancellationToken);
        return new Measurement(judge.Value, split.TestIndices.Count) { Beside = [("brightness threshold", baseline)] };
    }

    private static DataBlock<MaskedImage> Block(IndexSplitter splitter) => new()
    {
        GetId = image => image.Id,
        Input = new ImageBlock<MaskedImage>(image => image.DecodeImage(), ImageMode.Gray),
        Target = new MaskBlock<MaskedImage>(image => image.DecodeMask(), Nuclei.ClassNames),
        Splitter = splitter,
        ItemTransforms = [new Resize(160)],
        BatchTransforms = [.. AugTransforms.Create(new() { FlipVert = true, MaxZoom = 1.5f, MaxWarp = 0 }), new Normalize()],
    };

    /// <summary>One threshold for all images, the best on the training part.</summary>
    private static double BrightnessBaseline(MaskedImage[] train, MaskedImage[] test)
    {
        int best = Enumerable.Range(0, 256).MaxBy(level => ThresholdDice(train, level));
        return ThresholdDice(test, best);
    }

    private static double ThresholdDice(MaskedImage[] images, int level)
    {
        long both = 0;
        long sum = 0;
        foreach (MaskedImage image in images)
        {
            ReadOnlySpan<byte> codes = image.DecodeMask().Pixels.Span;
            ImagePixels pixels = image.DecodeImage();
            for (int i = 0; i < codes.Length; i++)
            {
                bool isBright = pixels.Pixels.Span[i * pixels.Channels] > level;
                both += isBright && codes[i] == 1 ? 1 : 0;
                sum += (isBright ? 1 : 0) + codes[i];
            }
        }

        return 2.0 * both / sum;
    }
}
