using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Images with other than one or three channels, from the block to the file.</summary>
[Collection("memory pool")]
public sealed class BandImageTests
{
    private static readonly Backbone s_small = Backbone.ResNet18 with
    {
        Create = channels => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { InChannels = channels, Width = 4, Classes = 5 }),
    };

    [Fact]
    public void A_batch_holds_the_channels_as_they_were_given()
    {
        DataLoaders data = Loaders(2, side: 3);
        using EpochReader batches = data.Valid.Read();
        Assert.True(batches.MoveNext());
        Batch batch = batches.Current;
        Assert.Equal([batch.Count, 2, 3, 3], batch.Input.Shape.ToArray());
        Assert.Equal(Numbers(batch.Indices[0], 2 * 9), batch.Input.ToArray<float>()[..18]);
        batch.Release();
        Assert.Contains("BandImageBlock([2, 3, 3])", data.ToDataBlock());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_pretrained_learner_adapts_its_first_convolution_by_fastais_rule(int channels)
    {
        Module colors = s_small.Create(3).Initialize(seed: 9);
        IReadOnlyDictionary<string, Tensor> weights = colors.StateDict();
        Learner learner = VisionLearner.Create(Loaders(channels, side: 32, new Normalize(), new RandomFlip()), s_small, new() { Weights = weights });

        float[] given = weights["conv1.weight"].ToArray<float>();
        float[] taken = learner.Model.StateDict()["0.0.weight"].ToArray<float>();
        int kernel = 7 * 7;
        for (int c = 0; c < channels; c++)
        {
            for (int k = 0; k < kernel; k++)
            {
                float expected = channels == 2 ? 1.5f * given[(c * kernel) + k] : c < 3 ? given[(c * kernel) + k] : 0;
                Assert.Equal(expected, taken[(c * kernel) + k]);
            }
        }

        learner.Fit(1);
        Assert.True(double.IsFinite(learner.Recorder.Epochs[0].ValidLoss));
    }

    [Fact]
    public void A_learner_over_bands_comes_back_from_its_file()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "bands.hone");
        Learner learner = VisionLearner.Create(Loaders(4, side: 32, new Normalize()), s_small);
        learner.Fit(1);
        learner.Export(path);
        Predictor predictor = Predictor.Load(path);
        Assert.Equal([4, 32, 32], predictor.InputShape.ToArray());
        Predictions expected = learner.GetPreds();
        int item = int.Parse(expected.Ids[0]);
        Prediction answer = predictor.Predict(Tensor.From(Numbers(item, 4 * 1024), [4, 32, 32]));
        Assert.All(expected[0].Probabilities.Zip(answer.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Contains("Bands [4, 32, 32]", Assert.Throws<HoneException>(() => predictor.PredictFile("a.png")).Message);
    }

    [Fact]
    public void Other_sizes_are_errors_with_their_numbers()
    {
        Assert.Contains("[2, 3]", Assert.Throws<ShapeException>(() => new BandImageBlock<int>(_ => new float[6], [2, 3])).Message);
        var block = new DataBlock<int>
        {
            Input = new BandImageBlock<int>(i => new float[i == 2 ? 7 : 8], [2, 2, 2]),
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "a" : "b"),
            Splitter = new EndSplitter(0.5),
        };
        DataLoaders data = block.DataLoaders([0, 1, 2, 3], new DataLoaderOptions { Workers = 0 });
        var error = Assert.Throws<HoneDataException>(() =>
        {
            foreach (Batch batch in data.Valid.Read())
            {
                batch.Release();
            }
        });
        Assert.Contains("7 numbers", error.Message);
        Assert.Contains("item 2", error.Message);
    }

    private static DataLoaders Loaders(int channels, int side, params BatchTransform[] transforms)
    {
        var block = new DataBlock<int>
        {
            Input = new BandImageBlock<int>(i => Numbers(i, channels * side * side), [channels, side, side]),
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
            BatchTransforms = transforms,
        };
        return block.DataLoaders([.. Enumerable.Range(0, 20)], new DataLoaderOptions { BatchSize = 4, Workers = 0 });
    }

    private static float[] Numbers(int item, int count) => [.. Enumerable.Range(0, count).Select(p => (((item * 7) + (p * 3)) % 11) - 5f)];
}
