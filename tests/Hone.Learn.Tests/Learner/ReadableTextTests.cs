using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>What a notebook prints for the answers of a learner.</summary>
public sealed class ReadableTextTests
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0, Seed = 5 };

    [Fact]
    public void Predictions_say_identity_answer_and_probability()
    {
        Assert.Equal("a.jpg: daisy 0.973", new Prediction("a.jpg", 1, "daisy", 0.9731f, [0.0269f, 0.9731f]).ToString());
        Assert.Equal("daisy 0.973", new Prediction("", 1, "daisy", 0.9731f, [0.0269f, 0.9731f]).ToString());
        Assert.Equal("a.jpg: 0.5, -2", Prediction.Of("a.jpg", [0.5f, -2], [2], PredictionKind.Numbers, 0.5, []).ToString());
        Assert.Equal("a.jpg: a class for each of [3, 4]", Prediction.Of("a.jpg", new float[24], [2, 3, 4], PredictionKind.Classes, 0.5, []).ToString());
        string[] vocab = ["red", "dark", "sunny"];
        Assert.Equal("a.jpg: red 0.770, sunny 0.910", Prediction.Of("a.jpg", [0.77f, 0.1f, 0.91f], [3], PredictionKind.Labels, 0.5, vocab).ToString());
        Assert.Equal("a.jpg: none, dark has 0.310", Prediction.Of("a.jpg", [0.2f, 0.31f, 0.1f], [3], PredictionKind.Labels, 0.5, vocab).ToString());
    }

    [Fact]
    public void A_validation_says_loss_metrics_and_count()
    {
        var result = new ValidationResult(0.8587584, [new MetricValue("accuracy", 0.625, 24, true)], 24);
        Assert.Equal("loss 0.858758, accuracy 0.625000 on 24 items", result.ToString());
        Assert.Equal("loss 0.500000 on 1 item", new ValidationResult(0.5, [], 1).ToString());
    }

    [Fact]
    public void A_confusion_matrix_is_a_table()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Equal("0 items of 2 classes, 0 right", matrix.ToString().Split('\n')[0]);
        matrix.Add(0, 0);
        matrix.Add(0, 1);
        matrix.Add(1, 1);
        Assert.Equal(
            """
            3 items of 2 classes, 2 right (66.7%)
            is \ predicted  0  1
            0               1  1
            1               0  1
            """,
            matrix.ToString(),
            ignoreLineEndingDifferences: true);
        Assert.Equal("0 items of 21 classes, 0 right", new ConfusionMatrix(21).ToString());
    }

    [Fact]
    public void Mistakes_are_told_by_the_names_of_classes()
    {
        var interpretation = new ClassificationInterpretation(Even().GetPreds());
        TopLoss worst = interpretation.TopLosses(1)[0];
        string[] names = ["even", "odd"];
        Assert.Equal(names[worst.Actual], worst.ActualLabel);
        Assert.Equal(names[worst.Predicted], worst.PredictedLabel);
        Assert.StartsWith($"{worst.Id}: {worst.ActualLabel}", worst.ToString());
        Assert.Contains("is \\ predicted  even  odd", interpretation.ToString());
        Assert.EndsWith("most confused: odd taken for even 1x", interpretation.ToString());
        Assert.Equal("a.jpg: 3 taken for 4 with 0.912, loss 2.430", new TopLoss("a.jpg", 0, 3, 4, 0.912f, 2.43f).ToString());
    }

    [Fact]
    public void A_loader_says_what_it_holds()
    {
        DataLoaders data = Data();
        Assert.Equal("10 items of [2] Float32 in 2 batches of 4, shuffled, 2 left out of each epoch", data.Train.ToString());
        Assert.Equal("2 items of [2] Float32 in 1 batch of 4, in order", data.Valid.ToString());
        Assert.Equal("2 predictions of [2], with labels", Even().GetPreds().ToString());
    }

    [Fact]
    public void An_empty_set_of_labels_is_none_everywhere()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => new float[] { item, 1 }),
            Target = new MultiCategoryBlock<int>(item => item % 2 == 0 ? [] : ["red", "sunny"]),
            Splitter = new IndexSplitter([0, 1]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 12)], s_options);
        IReadOnlyList<ShownSample> shown = data.Valid.ShowBatch().Samples;
        Assert.Equal(["none", "red, sunny"], shown.Select(sample => sample.Targets[0].Text));
        Assert.EndsWith("->  none", shown[0].ToString());

        // Outputs far below 0 answer no label.
        IReadOnlyList<ShownSample> results = new Learner(data, Always(-9)).ShowResults().Samples;
        Assert.Equal([true, false], results.Select(sample => sample.IsRight));

        // ln(1 + e^-9) = 1.23e-4, which three decimals would show as 0.
        Assert.Contains("answer none (right), loss 1.2e-04", results[0].ToString());
    }

    /// <summary>Answers "even", the first of equals.</summary>
    private static Learner Even() => new(Data(), Always(0));

    private static Linear Always(double output)
    {
        var model = new Linear(2, 2);
        model.Initialize(1);
        model.Weight.Value.CopyFrom(Tensor.Zeros([2, 2]));
        model.Bias!.Value.CopyFrom(Tensor.Full([2], output));
        return model;
    }

    private static DataLoaders Data() => new DataBlock<int>
    {
        Input = new VectorBlock<int>(item => new float[] { item, 1 }),
        Target = new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd"),
        Splitter = new IndexSplitter([2, 3]),
    }.DataLoaders([.. Enumerable.Range(0, 12)], s_options);
}
