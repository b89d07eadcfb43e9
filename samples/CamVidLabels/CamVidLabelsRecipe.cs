using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Learn.Pretrained;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Several labels for each picture: what can be seen in a street scene, learned on some videos and judged on another.</summary>
internal static class CamVidLabelsRecipe
{
    private const int Epochs = 10;
    private const int FewestPixels = 50;
    private const int FramesTogether = 10;
    private const int Resamples = 1000;
    private const string TestVideo = "Seq05VD";
    private const string ValidVideo = "0006R0";

    /// <summary>Fine-tunes and judges on the test video: mean average precision minus prevalence, the lower end of its 95% interval.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. Neighboring frames are nearly one picture: whole videos to train, to decide and to test.
        MaskedImage[] frames = [.. CamVid.Load(experiment.Data, experiment.CancellationToken)];
        Dictionary<string, string[]> labels = frames.AsParallel().ToDictionary(frame => frame.Id, Labels);
        MaskedImage[] known = [.. frames.Where(frame => frame.Group != TestVideo)];
        MaskedImage[] test = [.. frames.Where(frame => frame.Group == TestVideo)];
        int[] valid = [.. Enumerable.Range(0, known.Length).Where(i => known[i].Group == ValidVideo)];
        experiment.Say($"{known.Length - valid.Length} frames to train, {valid.Length} to decide, {test.Length} of another video to test");

        // 2. Features of a pretrained net, one yes or no for each label.
        var block = new DataBlock<MaskedImage>
        {
            GetId = frame => frame.Id,
            Input = new ImageBlock<MaskedImage>(frame => frame.DecodeImage()),
            Target = new MultiCategoryBlock<MaskedImage>(frame => labels[frame.Id], CamVid.ClassNames),
            Splitter = new IndexSplitter(valid),
            ItemTransforms = [new Resize(192, 256, ResizeMethod.Squish)],
            BatchTransforms = [.. AugTransforms.Create(new() { MaxRotate = 5, MaxWarp = 0.1f })],
        };
        DataLoaders data = block.DataLoaders(known, new() { BatchSize = 16, Seed = experiment.Seed });
        Learner learner = VisionLearner.Create(data, Backbone.MobileNetV2Middle, new()
        {
            Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, experiment.Data, experiment.CancellationToken),
            Seed = experiment.Seed,
            Learner = new() { Metrics = [new AccuracyMulti()] },
        });
        learner.FineTune(experiment.Epochs ?? Epochs, baseLr: 1e-2, experiment.Fit, new() { FreezeEpochs = 2 });
        experiment.Say($"{learner.Recorder}");

        // 3. The answer that counts, over the labels that are neither in every test frame nor in none. Prevalence is what a constant answer gets.
        Predictions answers = learner.GetPreds(block.TestLoader(learner.Data, test));
        int[] judged = [.. Enumerable.Range(0, CamVid.ClassNames.Count).Where(k => test.Any(frame => Has(frame, k)) && !test.All(frame => Has(frame, k)))];
        int[] all = [.. Enumerable.Range(0, test.Length)];
        (double precision, double prevalence) = Score(all);
        (double low, double high) = Interval();
        return new Measurement(low, test.Length)
        {
            Beside = [("to", high), ("mean average precision", precision), ("prevalence", prevalence), ("labels", judged.Length)],
        };

        bool Has(MaskedImage frame, int label) => labels[frame.Id].Contains(CamVid.ClassNames[label]);

        (double Precision, double Prevalence) Score(int[] items)
        {
            var precisions = new List<double>();
            var prevalences = new List<double>();
            foreach (int label in judged)
            {
                bool[] isThere = [.. items.Select(i => Has(test[i], label))];
                if (isThere.Contains(true))
                {
                    precisions.Add(AveragePrecision.Of([.. items.Select(i => (double)answers.Row(i)[label])], isThere));
                    prevalences.Add(isThere.Count(there => there) / (double)items.Length);
                }
            }

            return (precisions.Average(), prevalences.Average());
        }

        // A bootstrap over stretches of frames, because neighbors are not independent.
        (double Low, double High) Interval()
        {
            int[][] stretches = [.. all.Chunk(FramesTogether)];
            var random = new Random(1);
            double[] gains = new double[Resamples];
            for (int r = 0; r < Resamples; r++)
            {
                (double mean, double share) = Score([.. Enumerable.Range(0, stretches.Length).SelectMany(_ => stretches[random.Next(stretches.Length)])]);
                gains[r] = mean - share;
            }

            Array.Sort(gains);
            return (gains[(int)(0.025 * Resamples)], gains[(int)(0.975 * Resamples)]);
        }
    }

    /// <summary>The classes with more than a few pixels in the mask.</summary>
    private static string[] Labels(MaskedImage frame)
    {
        var counts = new int[byte.MaxValue + 1];
        foreach (byte code in frame.DecodeMask().Pixels.Span)
        {
            counts[code]++;
        }

        return [.. CamVid.ClassNames.Where((_, code) => counts[code] > FewestPixels)];
    }
}
