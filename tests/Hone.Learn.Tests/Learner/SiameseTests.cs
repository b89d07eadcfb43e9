using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>A net that compares two pictures: two inputs, one body for both, a head for the pair.</summary>
[Collection("memory pool")]
public sealed class SiameseTests
{
    [Fact]
    public void A_siamese_net_learns_whether_two_pictures_show_the_same_class()
    {
        Learner learner = New();
        learner.FineTune(25, 1e-2);

        Assert.Equal(1, learner.Validate().Metrics[0].Value, 0.05);
        Prediction answer = learner.Predict(learner.Data.Valid);
        Assert.Contains(answer.Answer, learner.Data.Vocab);
    }

    [Fact]
    public void The_summary_shows_both_inputs_and_the_body_once_for_each()
    {
        string text = New().Summary().ToString();
        Assert.Contains("Input [16, 1, 8, 8], [16, 1, 8, 8]", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("encoder.2 Linear").Length - 1);
        Assert.Equal(1, text.Split("head.2 Linear").Length - 1);
    }

    private static Learner New()
    {
        // Pictures of class 0 have a bright left half, those of class 1 a bright upper half.
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, 128).Select(i => (i, (i * 7) + (i / 3)))];
        var block = new DataBlock<(int First, int Second)>
        {
            Input = new ImageBlock<(int First, int Second)>(pair => Picture(pair.First), ImageMode.Gray),
            MoreInputs = [new ImageBlock<(int First, int Second)>(pair => Picture(pair.Second), ImageMode.Gray)],
            Target = new CategoryBlock<(int First, int Second)>(pair => pair.First % 2 == pair.Second % 2 ? "same" : "different"),
            Splitter = new RandomSplitter(0.25, 1),
        };
        DataLoaders data = block.DataLoaders(pairs, new DataLoaderOptions { BatchSize = 16, Workers = 0 });
        var encoder = new Sequential(new ConvLayer(1, 8), new Flatten(), new Linear(512, 16));
        SiameseNet model = new SiameseNet(encoder, new Sequential(new Linear(32, 16), new ReLU(), new Linear(16, 2))).Initialize(seed: 2);
        return new Learner(data, model, new LearnerOptions
        {
            Metrics = [new Accuracy()],
            Groups = _ => [new ParameterGroup(model.Encoder.Parameters()), new ParameterGroup(model.Head.Parameters())],
        });
    }

    private static ImagePixels Picture(int number)
    {
        var bytes = new byte[64];
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isBright = number % 2 == 0 ? i % 8 < 4 : i < 32;
            bytes[i] = (byte)((isBright ? 180 : 20) + (((number * 31) + (i * 17)) % 40));
        }

        return new ImagePixels(bytes, 8, 8, 1);
    }
}
