using System.Text.Json;

namespace Hone.Learn.Tests;

/// <summary>Values of scikit-learn 1.2 and SciPy on the same scores, which come here in batches of unequal size.</summary>
public sealed class MetricGoldenTests
{
    private static readonly JsonElement Goldens = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "metrics.json"))).RootElement;

    [Fact]
    public void Metrics_of_two_classes_equal_scikit_learn() => Check("binary", [.. ClassMetrics(), new Dice(), new JaccardCoeff(), new RocAuc(), new RocAucBinary(), new AveragePrecision(), .. Averaged(Average.Binary)]);

    [Fact]
    public void Metrics_of_four_classes_equal_scikit_learn() => Check("classes", [.. ClassMetrics(), new RocAuc(), new RocAuc(Average.Weighted)]);

    [Fact]
    public void Metrics_of_several_labels_equal_scikit_learn() => Check("labels",
    [
        new AccuracyMulti(),
        new HammingLossMulti(),
        new BrierScoreMulti(),
        new RocAucMulti(),
        new AveragePrecisionMulti(),
        .. ((Average[])[Average.Macro, Average.Micro, Average.Weighted]).SelectMany(average => (Metric[])
        [
            new PrecisionMulti(average: average),
            new RecallMulti(average: average),
            new FBetaMulti(average: average),
            new FBetaMulti(2, average: average),
            new JaccardMulti(average: average),
            new MatthewsCorrelationMulti(average: average),
        ]),
    ]);

    [Fact]
    public void Metrics_of_numbers_equal_scikit_learn() =>
        Check("numbers", [new Mse(), new Rmse(), new Mae(), new Msle(), new ExpRmspe(), new R2Score(), new ExplainedVariance(), new PearsonCorrelation(), new SpearmanCorrelation()]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void Metrics_of_classes_at_each_place_equal_scikit_learn(int axis)
    {
        JsonElement golden = Goldens.GetProperty("places");
        JsonElement[] scores = [.. golden.GetProperty("scores").EnumerateArray()];
        JsonElement[] targets = [.. golden.GetProperty("targets").EnumerateArray()];
        Metric[] metrics =
        [
            new Accuracy(axis),
            new ErrorRate(axis),
            new TopKAccuracy(2, axis),
            new Perplexity(axis),
            new BrierScore(axis),
            new HammingLoss(axis: axis),
            new Precision(Average.Macro, axis: axis),
            new Recall(Average.Macro, axis: axis),
            new F1Score(Average.Macro, axis: axis),
            new FBeta(2, Average.Macro, axis: axis),
            new Jaccard(Average.Macro, axis: axis),
            new BalancedAccuracy(axis: axis),
            new MatthewsCorrelation(axis: axis),
            new CohenKappa(axis: axis),
        ];
        foreach (Metric metric in metrics)
        {
            foreach ((int start, int end) in ((int, int)[])[(0, 1), (1, 24), (24, 60)])
            {
                Tensor last = Floats(scores[start..end]).Reshape(end - start, 3, 4);
                Tensor answers = Floats(targets[start..end]).To(DType.Int64);
                metric.Update(axis == 1 ? last.Permute(0, 2, 1) : last, answers);
            }

            double expected = golden.GetProperty("values").GetProperty(metric.Name).GetDouble();
            Assert.True(Math.Abs(expected - metric.Value) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{metric.Name}: {metric.Value}, scikit-learn {expected}");
            Assert.Equal(180, metric.Count);
        }
    }

    private static Metric[] ClassMetrics() =>
    [
        new Accuracy(),
        new ErrorRate(),
        new HammingLoss(),
        new BalancedAccuracy(),
        new MatthewsCorrelation(),
        new CohenKappa(),
        new MeanIoU(),
        new DiceMulti(),
        new ForegroundAccuracy(),
        new Perplexity(),
        new BrierScore(),
        .. Averaged(Average.Macro),
        .. Averaged(Average.Micro),
        .. Averaged(Average.Weighted),
    ];

    private static Metric[] Averaged(Average average) => [new Precision(average), new Recall(average), new F1Score(average), new FBeta(2, average), new Jaccard(average)];

    private static void Check(string name, Metric[] metrics)
    {
        JsonElement golden = Goldens.GetProperty(name);
        JsonElement[] scores = [.. golden.GetProperty("scores").EnumerateArray()];
        JsonElement[] targets = [.. golden.GetProperty("targets").EnumerateArray()];
        JsonElement values = golden.GetProperty("values");
        foreach (Metric metric in metrics)
        {
            // Twice: the second time shows that Reset forgets.
            for (int round = 0; round < 2; round++)
            {
                metric.Reset();
                foreach ((int start, int end) in ((int, int)[])[(0, 1), (1, 24), (24, 60)])
                {
                    metric.Update(Floats(scores[start..end]), name is "binary" or "classes" ? Classes(targets[start..end]) : Floats(targets[start..end]));
                }

                double expected = values.GetProperty(metric.Name).GetDouble();
                Assert.True(Math.Abs(expected - metric.Value) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{metric.Name} of {name}: {metric.Value}, scikit-learn {expected}");
            }
        }
    }

    private static Tensor Classes(JsonElement[] rows) => Tensor.From<long>([.. rows.Select(row => row.GetInt64())], [rows.Length]);

    private static Tensor Floats(JsonElement[] rows) => rows[0].ValueKind == JsonValueKind.Array
        ? Tensor.From<float>([.. rows.SelectMany(row => row.EnumerateArray().Select(value => value.GetSingle()))], [rows.Length, rows[0].GetArrayLength()])
        : Tensor.From<float>([.. rows.Select(row => row.GetSingle())], [rows.Length]);
}
