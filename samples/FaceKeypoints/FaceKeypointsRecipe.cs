using Hone.Learn;
using Hone.Learn.Data;
using Hone.Learn.Datasets;
using Hone.Method;
using Hone.Nn;

namespace Hone.Samples;

/// <summary>Key points: 68 points of a face, from scratch; people of the test are strangers.</summary>
internal static class FaceKeypointsRecipe
{
    private const int Epochs = 25;
    private const int Points = 68;

    // Numbers of the 68 points: the outer corners of the eyes, whose distance is the unit of the error.
    private const int RightEyeCorner = 36;
    private const int LeftEyeCorner = 45;

    /// <summary>Trains and judges on the test people: error divided by the error of the mean face.</summary>
    public static Measurement Run(Experiment experiment)
    {
        // 1. The original parts share all their people, so they are joined and split by person: a fifth to test, a tenth to decide.
        FaceImage[] faces = [.. FaceKeypoints.Load(experiment.Data, experiment.CancellationToken)];
        string[] people = [.. faces.Select(face => face.Person).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> turn = people.Select((person, i) => (person, i)).ToDictionary(each => each.person, each => each.i % 10);
        FaceImage[] known = [.. faces.Where(face => turn[face.Person] >= 2)];
        FaceImage[] test = [.. faces.Where(face => turn[face.Person] < 2)];
        int[] valid = [.. Enumerable.Range(0, known.Length).Where(i => turn[known[i].Person] == 2)];
        experiment.Say($"{people.Length} people; {known.Length - valid.Length} faces to train, {valid.Length} to decide, {test.Length} to test");

        // 2. The baseline: the mean face, whoever it is.
        var isValid = new HashSet<int>(valid);
        FaceImage[] train = [.. known.Where((_, i) => !isValid.Contains(i))];
        float[] mean = [.. Enumerable.Range(0, 2 * Points).Select(k => train.Average(face => face.Points[k]))];
        double baseline = test.Average(face => Error(mean, face));

        // 3. Training: the picture is moved, and its points with it. No mirror images: a left eye would become a right one.
        var block = new DataBlock<FaceImage>
        {
            GetId = face => face.Id,
            Input = new ImageBlock<FaceImage>(face => face.Decode()),
            Target = new PointBlock<FaceImage>(face => new PointsPart([.. face.Points], FaceKeypoints.Size, FaceKeypoints.Size)),
            Splitter = new IndexSplitter(valid),
            BatchTransforms = [.. AugTransforms.Create(new() { DoFlip = false, MaxRotate = 15, MaxZoom = 1.2f, MaxWarp = 0 }), new Normalize()],
        };
        DataLoaders data = block.DataLoaders(known, new() { BatchSize = 64, Seed = experiment.Seed });
        var learner = new Learner(data, CreateModel().Initialize(experiment.Seed), new() { Metrics = [new Rmse()] });
        learner.FitOneCycle(experiment.Epochs ?? Epochs, lrMax: 3e-3, experiment.Fit);
        experiment.Say($"{learner.Recorder}");

        // 4. The answer that counts: mean distance of the points, as a share of the distance between the eyes.
        Predictions answers = learner.GetPreds(block.TestLoader(learner.Data, test));
        double error = Enumerable.Range(0, test.Length).Average(i => Error(Pixels(answers.Row(i)), test[i]));
        return new Measurement(error / baseline, test.Length) { Beside = [("normalized error", error), ("of the mean face", baseline)] };
    }

    /// <summary>Residual blocks down to 6x6 places, then a linear layer over all of them: an average over the places would forget where things are.</summary>
    private static Sequential CreateModel() => new(
        new ConvLayer(3, 32, new() { Stride = 2 }), // [batch, 32, 48, 48]
        new ResBlock(32, 64, new() { Stride = 2 }),
        new ResBlock(64, 128, new() { Stride = 2 }),
        new ResBlock(128, 256, new() { Stride = 2 }), // [batch, 256, 6, 6]
        new Flatten(),
        new Dropout(0.2),
        new Linear(256 * 6 * 6, 2 * Points));

    private static double Error(float[] points, FaceImage face)
    {
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            sum += Distance(points[2 * i] - face.Points[2 * i], points[(2 * i) + 1] - face.Points[(2 * i) + 1]);
        }

        double unit = Distance(
            face.Points[2 * RightEyeCorner] - face.Points[2 * LeftEyeCorner],
            face.Points[(2 * RightEyeCorner) + 1] - face.Points[(2 * LeftEyeCorner) + 1]);
        return sum / Points / unit;
    }

    private static double Distance(float x, float y) => Math.Sqrt((x * x) + (y * y));

    /// <summary>From shares -1 to 1 of the image to pixels.</summary>
    private static float[] Pixels(ReadOnlySpan<float> shares)
    {
        float[] pixels = shares.ToArray();
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (pixels[i] + 1) / 2 * FaceKeypoints.Size;
        }

        return pixels;
    }
}
