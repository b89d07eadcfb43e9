using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class FunctionMetricTests
{
    // Made anew for each test: memory of a step goes back at its end.
    private readonly Tensor _outputs = Tensor.From<float>([1, 2, 3, 5], [4, 1]);
    private readonly Tensor _targets = Tensor.From<float>([1, 1, 1, 1], [4]);

    [Fact]
    public void A_function_of_batches_is_weighted_by_their_items()
    {
        var metric = new FunctionMetric("gap", (outputs, targets) => (outputs.Reshape(-1) - targets).Mean().Item(), higherIsBetter: false);
        Assert.Equal(("gap", false, 0L), (metric.Name, metric.HigherIsBetter, metric.Count));
        Assert.True(double.IsNaN(metric.Value));
        for (int round = 0; round < 2; round++)
        {
            metric.Reset();
            metric.Update(_outputs.Narrow(0, 0, 3), _targets.Narrow(0, 0, 3));
            metric.Update(_outputs.Narrow(0, 3, 1), _targets.Narrow(0, 3, 1));

            // Means 1 of three and 4 of one: 7/4, where the mean of the means is 5/2.
            Assert.Equal(7 / 4.0, metric.Value, 12);
            Assert.Equal(4, metric.Count);
        }

        Assert.True(new FunctionMetric("a", (_, _) => 0).HigherIsBetter);
    }

    [Fact]
    public void A_function_of_all_items_is_called_once_for_them_together()
    {
        int calls = 0;
        var metric = new AccumulatedMetric("spread", (outputs, targets) =>
        {
            calls++;
            Assert.Equal(("[4, 1]", "[4]"), (outputs.Shape.ToString(), targets.Shape.ToString()));
            float[] values = outputs.ToArray<float>();
            return values.Max() - values.Min();
        });
        Assert.True(double.IsNaN(metric.Value));
        for (int round = 1; round <= 2; round++)
        {
            metric.Reset();
            foreach ((int start, int length) in ((int, int)[])[(0, 3), (3, 1)])
            {
                using StepScope step = StepScope.Begin();
                metric.Update(_outputs.Narrow(0, start, length) * 2, _targets.Narrow(0, start, length));
            }

            // 2 to 10: no mean of batches would see it.
            Assert.Equal(8, metric.Value);
            Assert.Equal(8, metric.Value);
            Assert.Equal((round, 4L), (calls, metric.Count));
        }
    }

    [Fact]
    public void Outputs_are_read_before_the_function_gets_them()
    {
        Tensor scores = Tensor.From<float>([0, MathF.Log(3), 2, 0], [2, 2]);
        Tensor classes = Tensor.From<long>([1, 1], [2]);
        foreach ((OutputReading reading, double expected) in ((OutputReading, double)[])
        [
            (OutputReading.Raw, 2 + Math.Log(3)),
            (OutputReading.Sigmoid, 0.5 + 0.75 + (1 / (1 + Math.Exp(-2))) + 0.5),
            (OutputReading.Softmax, 2),
            (OutputReading.ArgMax, 1),
        ])
        {
            var metric = new AccumulatedMetric("sum", (outputs, _) => outputs.To(DType.Float64).Sum().Item(), reading);
            metric.Update(scores, classes);
            Assert.Equal(expected, metric.Value, 1e-6);
        }

        var places = new AccumulatedMetric("places", (outputs, targets) => outputs.Shape == targets.Shape ? 1 : 0, OutputReading.ArgMax, axis: -1);
        places.Update(Tensor.Zeros([2, 3, 5]), Tensor.Zeros([2, 3], DType.Int64));
        Assert.Equal(1, places.Value);
        Assert.Contains("axis 1", Assert.Throws<ShapeException>(() => new AccumulatedMetric("a", (_, _) => 0, OutputReading.ArgMax).Update(Tensor.Zeros([2]), classes)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AccumulatedMetric("a", (_, _) => 0, axis: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AccumulatedMetric("a", (_, _) => 0, (OutputReading)9));
    }

    [Fact]
    public void What_goes_wrong_in_a_function_names_the_metric_and_the_shapes()
    {
        var average = new FunctionMetric("mine", (_, _) => throw new InvalidOperationException("no luck"));
        HoneException error = Assert.Throws<HoneException>(() => average.Update(_outputs, _targets));
        Assert.Contains("mine", error.Message);
        Assert.Contains("InvalidOperationException: no luck", error.Message);
        Assert.Contains("[4, 1]", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);

        var all = new AccumulatedMetric("ours", (_, _) => throw new InvalidOperationException("no luck"));
        all.Update(_outputs, _targets);
        Assert.Contains("ours", Assert.Throws<HoneException>(() => all.Value).Message);
        Assert.Contains("Float32 [2, 2]", Assert.Throws<ShapeException>(() => all.Update(Tensor.Zeros([2, 2]), Tensor.Zeros([2]))).Message);

        foreach (Metric metric in (Metric[])[average, all])
        {
            Assert.Contains("[4, 1] and [3]", Assert.Throws<ShapeException>(() => metric.Update(_outputs, Tensor.Zeros([3]))).Message);
        }

        Assert.Throws<ArgumentException>(() => new FunctionMetric("", (_, _) => 0));
        Assert.Throws<ArgumentNullException>(() => new AccumulatedMetric("a", null!));
    }

    [Fact]
    public void NaN_is_an_error_where_it_would_spoil_a_mean_and_a_value_where_it_says_undefined()
    {
        var average = new FunctionMetric("share", (_, _) => double.NaN);
        string message = Assert.Throws<HoneException>(() => average.Update(_outputs, _targets)).Message;
        Assert.Contains("share", message);
        Assert.Contains("AccumulatedMetric", message);

        // A model that gives NaN has no share either.
        average.Update(Tensor.Full([4, 1], double.NaN), _targets);
        Assert.True(double.IsNaN(average.Value));

        var all = new AccumulatedMetric("share", (_, _) => double.NaN);
        all.Update(_outputs, _targets);
        Assert.True(double.IsNaN(all.Value));
    }

    [Fact]
    public void Tokens_are_learned_and_judged_along_the_last_axis()
    {
        // Each of four tokens is answered by the next: an embedding of a token is its scores, [batch, 6, 4].
        var block = new DataBlock<int>
        {
            Input = new TokenBlock(item => [.. Enumerable.Range(0, 6).Select(place => (long)((item + (place * place)) % 4))]),
            Target = new TokenBlock(item => [.. Enumerable.Range(0, 6).Select(place => (long)((item + (place * place) + 1) % 4))]),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, 30)], [.. Enumerable.Range(30, 7)]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 37)], new DataLoaderOptions { Workers = 0, BatchSize = 5 });
        var flat = new CrossEntropyLoss();
        var learner = new Learner(data, new Embedding(4, 4).Initialize(1), new LearnerOptions
        {
            Loss = new CrossEntropyLoss(axis: -1),
            LearningRate = 0.3,
            Metrics =
            [
                new Perplexity(axis: -1),
                new Accuracy(axis: -1),
                new FunctionMetric("loss_of_batches", (outputs, targets) => flat.Compute(outputs.Reshape(-1, 4), targets.Reshape(-1)).Item(), higherIsBetter: false),
                new AccumulatedMetric("loss_of_all", (outputs, targets) => flat.Compute(outputs.Reshape(-1, 4), targets.Reshape(-1)).Item(), higherIsBetter: false),
                new AccumulatedMetric("right", (classes, targets) => classes.ToArray<long>().Zip(targets.ToArray<long>()).Average(pair => pair.First == pair.Second ? 1 : 0), OutputReading.ArgMax, axis: -1),
            ],
        });
        double before = learner.Validate().Loss;
        learner.Fit(5);
        ValidationResult result = learner.Validate();

        Assert.True(result.Loss < 0.2 * before, $"{before} to {result.Loss}");
        Assert.Equal(Math.Exp(result.Loss), result.Metrics[0].Value, 1e-5);
        Assert.Equal((1.0, 42L), (result.Metrics[1].Value, result.Metrics[1].Count));
        Assert.Equal(result.Loss, result.Metrics[2].Value, 1e-6);
        Assert.Equal(result.Loss, result.Metrics[3].Value, 1e-6);
        Assert.Equal((1.0, 7L), (result.Metrics[4].Value, result.Metrics[4].Count));
        Predictions predictions = learner.GetPreds(null, new GetPredsOptions { WithDecoded = true });
        Assert.Equal([.. predictions.TargetValues!], predictions.Decoded!);
        Assert.Equal(1, predictions.Row(0)[..4].ToArray().Sum(), 1e-5f);
    }
}
