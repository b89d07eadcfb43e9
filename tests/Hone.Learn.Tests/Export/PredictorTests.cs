using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class PredictorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "model.hone");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_item_and_a_batch_agree(bool exact)
    {
        Learner learner = TrainedModels.ResidualNet();
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { BatchSize = 32 });
        Tensor raw = ExportTests.Raw(learner.Data.Valid.Dataset);
        bool before = EngineOptions.Exact;
        try
        {
            EngineOptions.Exact = exact;
            IReadOnlyList<Prediction> together = predictor.PredictBatch(raw);
            for (int i = 0; i < 40; i++)
            {
                Prediction alone = predictor.Predict(raw.Narrow(0, i, 1).Squeeze(0), "one");
                Assert.Equal("one", alone.Id);
                for (int c = 0; c < alone.Probabilities.Count; c++)
                {
                    Assert.Equal(together[i].Probabilities[c], alone.Probabilities[c], exact ? 0f : 1e-6f);
                }
            }
        }
        finally
        {
            EngineOptions.Exact = before;
        }
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        Learner learner = TrainedModels.ResidualNet();
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        Tensor raw = ExportTests.Raw(learner.Data.Valid.Dataset);
        float[] expected = Outputs(predictor, raw);
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => Assert.Equal(expected, Outputs(predictor, raw)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batches_of_changing_sizes_and_transforms_that_resize_predict_alike(bool resizes)
    {
        BatchTransform[] batches = resizes ? [new SpatialAugment([], new() { Size = 8 }), new Normalize()] : [new Normalize()];
        Learner learner = TrainedModels.Patterns(model: resizes ? LogisticRegression.Create(64, 3).Initialize(seed: 1) : null, batches: batches);
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        Tensor raw = ExportTests.Raw(learner.Data.Valid.Dataset);
        float[] expected = Outputs(predictor, raw);
        for (int round = 0; round < 3; round++)
        {
            foreach (int count in (int[])[1, 3, 1, 1, 2])
            {
                Assert.All(expected.Zip(Outputs(predictor, raw.Narrow(0, 0, count))), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
            }
        }

        Parallel.For(0, 40, i => Assert.All(expected.Zip(Outputs(predictor, raw.Narrow(0, 0, 1 + (i % 3)))), pair => Assert.Equal(pair.First, pair.Second, 1e-6f)));
    }

    [Fact]
    public void An_image_file_is_predicted_as_its_pixels_are()
    {
        Learner learner = TrainedModels.Patterns(batches: [new Normalize()]);
        learner.Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        ImageSet set = SmallImages.Pattern(30);
        string path = WriteImage("seven.png", ImagePixels.Of(set, 7));

        Prediction file = predictor.PredictFile(path);
        Prediction image = predictor.PredictImage(ImagePixels.Of(set, 7), "seven");
        float[] values = [.. ImagePixels.Of(set, 7).Pixels.ToArray().Select(value => value * (1f / 255f))];
        Prediction tensor = predictor.Predict(Tensor.From<float>(values, [1, 6, 5]), "seven");

        Assert.Equal(path, file.Id);
        Assert.Equal(file.Probabilities, image.Probabilities);
        Assert.Equal(file.Probabilities, tensor.Probabilities);
        Assert.Equal(file.Label, set.ClassNames[file.Class]);
        Assert.Equal(1f, file.Probabilities.Sum(), 1e-5f);
        Assert.Empty(file.Labels);
    }

    [Fact]
    public void A_bad_file_costs_its_own_result_and_no_other()
    {
        TrainedModels.Patterns(batches: [new Normalize()]).Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath, new PredictorOptions { BatchSize = 2 });
        ImageSet set = SmallImages.Pattern(30);
        string good = WriteImage("good.png", ImagePixels.Of(set, 0));
        string large = WriteImage("large.png", ImagePixels.Of(SmallImages.Pattern(3, height: 9, width: 8), 0));
        string text = _folder.File("notes.png", "no picture"u8.ToArray());
        string gone = Path.Combine(_folder.Root, "gone.png");

        FilePrediction[] results = [.. predictor.PredictFiles([large, good, text, gone, _folder.Root, good])];

        Assert.Equal([large, good, text, gone, _folder.Root, good], results.Select(result => result.Path));
        Assert.Equal([false, true, false, false, false, true], results.Select(result => result.Prediction is not null));
        Assert.Contains("6x5", results[0].Error!.Message);
        Assert.Contains("9x8", results[0].Error!.Message);
        Assert.IsType<HoneFormatException>(results[2].Error);
        Assert.Contains("no such file", results[3].Error!.Message);
        Assert.Contains("a folder", results[4].Error!.Message);
        Assert.Throws<HoneDataException>(() => predictor.PredictFile(large));
    }

    [Fact]
    public void A_model_of_several_labels_names_those_above_its_threshold()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i, 1 }),
            Target = new MultiCategoryBlock<int>(i => i % 2 == 0 ? ["even"] : ["odd", "any"]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 20)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        var learner = new Learner(data, LogisticRegression.Create(2, data.Vocab.Count).Initialize(seed: 1), new LearnerOptions { Loss = new BceWithLogitsLoss(threshold: 0.3) });
        learner.Export(ModelPath);

        Prediction answer = Predictor.Load(ModelPath).Predict(Tensor.From<float>([3, 1], [2]));

        string[] expected = [.. data.Vocab.Where((_, i) => answer.Probabilities[i] > 0.3)];
        Assert.Equal(expected, answer.Labels);
        Assert.True(answer.HasLabels);
        Assert.Equal(expected.Length == 0 ? "none" : string.Join(", ", expected), answer.Answer);
        HoneException error = Assert.Throws<HoneException>(() => Predictor.Load(ModelPath).PredictFile("x.png"));
        Assert.Contains("Vector [2]", error.Message);
    }

    [Fact]
    public void Wrong_shapes_are_named_with_what_the_model_sees()
    {
        TrainedModels.Patterns().Export(ModelPath);
        Predictor predictor = Predictor.Load(ModelPath);
        ShapeException shape = Assert.Throws<ShapeException>(() => predictor.Predict(Tensor.Zeros([1, 6, 6])));
        Assert.Contains("[1, 6, 5]", shape.Message);
        Assert.Contains("[1, 1, 6, 6]", shape.Message);
        shape = Assert.Throws<ShapeException>(() => predictor.Compute(Tensor.Zeros([2, 1, 6, 5]), new float[5]));
        Assert.Contains("2 times 3", shape.Message);
        Assert.Contains("room for 5", shape.Message);
        shape = Assert.Throws<ShapeException>(() => predictor.PredictBatch(Tensor.Zeros([2, 1, 6, 5]), ["a"]));
        Assert.Contains("1 identities for 2 items", shape.Message);
    }

    private static float[] Outputs(Predictor predictor, Tensor raw)
    {
        var outputs = new float[raw.Shape[0] * predictor.OutputShape.ElementCount];
        predictor.Compute(raw, outputs);
        return outputs;
    }

    private string WriteImage(string name, ImagePixels pixels)
    {
        string path = Path.Combine(_folder.Root, name);
        Png.Write(path, new ImageData(pixels.Width, pixels.Height, pixels.Channels, pixels.Pixels.ToArray()));
        return path;
    }
}
