using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Segmentation: a class for each pixel of a street scene by a U-Net over a pretrained MobileNetV2, judged on a video of its own.</summary>
internal static class CamVidUnetRecipe
{
    private const int Epochs = 12;
    private const string TestVideo = "Seq05VD";
    private const double ValidShare = 1.0 / 6;

    /// <summary>Fine-tunes and judges on the test video: mean intersection over union of the 11 classes at 144x192 pixels.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. Neighboring frames are nearly one picture: one video waits for the test, the end of each of the others decides.
        MaskedImage[] frames = [.. CamVid.Load(experiment.Data, experiment.CancellationToken).OrderBy(frame => Path.GetFileName(frame.Id), StringComparer.Ordinal)];
        int[] test = [.. Enumerable.Range(0, frames.Length).Where(i => frames[i].Group == TestVideo)];
        int[][] videos = [.. Enumerable.Range(0, frames.Length).Where(i => frames[i].Group != TestVideo).GroupBy(i => frames[i].Group).Select(video => video.ToArray())];
        int[] train = [.. videos.SelectMany(video => video[..^ValidCount(video)])];
        int[] valid = [.. videos.SelectMany(video => video[^ValidCount(video)..])];
        experiment.Say($"{train.Length} frames to train, {valid.Length} to decide, {test.Length} of another video to test");
        DataLoaders data = Block(train, valid).DataLoaders(frames, new() { BatchSize = 8, Seed = experiment.Seed });

        // 2. The U-Net: its way down is pretrained, its way up is new.
        Learner learner = UnetLearner.Create(data, Backbone.MobileNetV2Middle, new()
        {
            Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, experiment.Data, experiment.CancellationToken),
            Seed = experiment.Seed,
            Learner = new() { Metrics = [new MeanIoU(CamVid.Unlabelled)] },
        });
        learner.FineTune(experiment.Epochs ?? Epochs, baseLr: 4e-3, experiment.Fit, new() { LrMult = 10 });
        experiment.Say($"{learner.Recorder}");

        // 3. The answer that counts. Masks are needed to judge, so the test video takes the place of the validation part.
        var judge = new MeanIoU(CamVid.Unlabelled);
        DataLoader loader = data.Valid.WithDataset(Block(train, test).DataLoaders(frames).Valid.Dataset);
        new Learner(data, learner.Model, new() { Metrics = [judge] }).Validate(loader, experiment.CancellationToken);
        for (int k = 0; k < CamVid.ClassNames.Count; k++)
        {
            experiment.Say($"  {CamVid.ClassNames[k],-10} {judge.PerClass[k]:0.000}");
        }

        return new Measurement(judge.Value, test.Length) { Beside = [("most frequent class", MostFrequent([.. test.Select(i => frames[i])]))] };
    }

    private static int ValidCount(int[] video) => (int)(video.Length * ValidShare);

    private static DataBlock<MaskedImage> Block(int[] train, int[] valid) => new()
    {
        GetId = frame => frame.Id,
        Input = new ImageBlock<MaskedImage>(frame => frame.DecodeImage()),
        Target = new MaskBlock<MaskedImage>(frame => frame.DecodeMask(), CamVid.ClassNames, CamVid.Unlabelled),
        Splitter = new IndexSplitter(train, valid),
        ItemTransforms = [new Resize(144, 192, ResizeMethod.Squish)],
        BatchTransforms = [.. AugTransforms.Create(new() { MaxRotate = 5, MaxZoom = 1.4f, MaxWarp = 0.1f })],
    };

    /// <summary>The baseline: one class for every pixel gets the intersection over union of that class alone, and none of the others.</summary>
    private static double MostFrequent(MaskedImage[] test)
    {
        var counts = new long[CamVid.ClassNames.Count];
        foreach (MaskedImage frame in test)
        {
            foreach (byte code in frame.DecodeMask().Pixels.Span)
            {
                if (code != CamVid.Unlabelled)
                {
                    counts[code]++;
                }
            }
        }

        return counts.Max() / (double)counts.Sum() / counts.Count(count => count > 0);
    }
}
