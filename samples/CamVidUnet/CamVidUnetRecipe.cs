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
    private const int Epochs = 20;
    private const int CropSize = 224;
    private const int Height = 360;
    private const int Width = 480;
    private const string TestVideo = "Seq05VD";

    // Channels from 1/16 of the size to all of it: a quarter of the multiplications of fastai's widths, which follow the encoder's.
    private static readonly int[] WayUp = [128, 128, 64, 48, 24];

    /// <summary>Fine-tunes on crops and judges whole frames of the test video: mean intersection over union of the 11 classes at 360x480 pixels.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. Neighboring frames are nearly one picture: one video waits for the test, all others are learned from. Rates and weights were chosen while one of them was held out.
        MaskedImage[] frames = [.. CamVid.Load(experiment.Data, experiment.CancellationToken)];
        int[] test = [.. Enumerable.Range(0, frames.Length).Where(i => frames[i].Group == TestVideo)];
        int[] train = [.. Enumerable.Range(0, frames.Length).Where(i => frames[i].Group != TestVideo)];
        experiment.Say($"{train.Length} frames to train, {test.Length} of another video to test");

        // Crops of many sizes cost a third of whole frames, and thin things keep their pixels; frames that are judged stay whole.
        var options = new DataLoaderOptions { BatchSize = 8, Seed = experiment.Seed };
        var data = new DataLoaders(Block(train, [], Crops()).DataLoaders(frames, options).Train, Block(train, [], []).DataLoaders(frames, options).Valid);

        // 2. The baseline: the most frequent class of each place, as the streets go on below and the sky above.
        double baseline = MajorityOfPlaces([.. train.Select(i => frames[i])], [.. test.Select(i => frames[i])]);
        experiment.Say($"most frequent class of each place: {baseline:0.0000}");

        // 3. The U-Net: its way down is pretrained, its way up is new. Rare classes weigh more, or poles and bicyclists would hardly count.
        Tensor weights = ClassWeights([.. train.Select(i => frames[i])]);
        Learner learner = UnetLearner.Create(data, Backbone.MobileNetV2, new()
        {
            Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, experiment.Data, experiment.CancellationToken),
            Seed = experiment.Seed,
            Unet = new() { DecoderChannels = WayUp, Norm = BlockNorm.Batch, Bottleneck = true },
            Learner = new() { Loss = new CrossEntropyLoss(new() { ClassWeights = weights, IgnoreIndex = CamVid.Unlabelled }) },
        });
        learner.FineTune(experiment.Epochs ?? Epochs, baseLr: 4e-3, experiment.Fit, new() { LrMult = 10 });
        experiment.Say($"{learner.Recorder}");

        // 4. The answer that counts, over three sizes of each frame and their mirror images. Masks are needed to judge, so the test video takes the place of the validation part.
        var judge = new MeanIoU(CamVid.Unlabelled);
        var judging = new Learner(learner.Data, new MultiScaleFlip(learner.Model), new() { Metrics = [judge] });
        judging.Validate(learner.Data.Valid.WithDataset(Block(train, test, []).DataLoaders(frames).Valid.Dataset), experiment.CancellationToken);
        for (int k = 0; k < CamVid.ClassNames.Count; k++)
        {
            experiment.Say($"  {CamVid.ClassNames[k],-10} {judge.PerClass[k]:0.000}");
        }

        return new Measurement(judge.Value, test.Length) { Beside = [("most frequent class of each place", baseline)] };
    }

    private static DataBlock<MaskedImage> Block(int[] train, int[] valid, IReadOnlyList<BatchTransform> augmentation) => new()
    {
        GetId = frame => frame.Id,
        Input = new ImageBlock<MaskedImage>(frame => frame.DecodeImage()),
        Target = new MaskBlock<MaskedImage>(frame => frame.DecodeMask(), CamVid.ClassNames, CamVid.Unlabelled),
        Splitter = new IndexSplitter(train, valid),
        BatchTransforms = augmentation,
    };

    /// <summary>Squares of 0.15 to 0.75 of a frame, turned and bent a little, brought to one size; the light of another day and another camera.</summary>
    private static IReadOnlyList<BatchTransform> Crops() =>
    [
        .. AugTransforms.Create(new() { Size = CropSize, MinScale = 0.15, MaxZoom = 1, MaxRotate = 5, MaxWarp = 0.1f, MaxLighting = 0 }),
        new Lighting(new() { MaxLighting = 0.4f, MaxSaturation = 0.3f, MaxHue = 0.05f }),
    ];

    /// <summary>1 / ln(1.02 + share of the pixels), for each class (Paszke et al. 2016, "ENet", section 5.2): between 1.4 for everything and 50 for nothing.</summary>
    private static Tensor ClassWeights(MaskedImage[] train)
    {
        const double Least = 1.02;
        long[] counts = Pixels(train);
        double all = counts.Sum();
        return Tensor.From([.. counts.Select(count => (float)(1 / Math.Log(Least + (count / all))))], [counts.Length]);
    }

    /// <summary>The baseline does not look at the picture: each pixel gets the class that the training masks have there most often. Its mean intersection over union on the test frames.</summary>
    private static double MajorityOfPlaces(MaskedImage[] train, MaskedImage[] test)
    {
        int classes = CamVid.ClassNames.Count;
        var counts = new int[Height * Width, classes];
        foreach (MaskedImage frame in train)
        {
            ReadOnlySpan<byte> codes = frame.DecodeMask().Pixels.Span;
            for (int place = 0; place < codes.Length; place++)
            {
                if (codes[place] != CamVid.Unlabelled)
                {
                    counts[place, codes[place]]++;
                }
            }
        }

        int[] answers = [.. Enumerable.Range(0, Height * Width).Select(place => Enumerable.Range(0, classes).MaxBy(k => counts[place, k]))];
        var both = new long[classes];
        var either = new long[classes];
        foreach (MaskedImage frame in test)
        {
            ReadOnlySpan<byte> codes = frame.DecodeMask().Pixels.Span;
            for (int place = 0; place < codes.Length; place++)
            {
                int answer = answers[place];
                int truth = codes[place];
                if (truth == CamVid.Unlabelled)
                {
                    continue;
                }

                both[truth] += answer == truth ? 1 : 0;
                either[truth]++;
                either[answer] += answer == truth ? 0 : 1;
            }
        }

        return Enumerable.Range(0, classes).Where(k => either[k] > 0).Average(k => both[k] / (double)either[k]);
    }

    private static long[] Pixels(MaskedImage[] frames)
    {
        var counts = new long[CamVid.ClassNames.Count];
        foreach (MaskedImage frame in frames)
        {
            foreach (byte code in frame.DecodeMask().Pixels.Span)
            {
                if (code != CamVid.Unlabelled)
                {
                    counts[code]++;
                }
            }
        }

        return counts;
    }
}
