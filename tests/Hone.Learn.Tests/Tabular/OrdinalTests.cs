using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Classes with an order, and several numbers at once.</summary>
public sealed class OrdinalTests
{
    [Fact]
    public void Numbers_are_ordered_by_size_and_words_as_they_are_told()
    {
        var numbers = new TabularData(Table(i => $"{(i % 3) + 9}"), new TabularOptions { YNames = ["y"], Target = TabularTarget.Ordinal });
        Assert.Equal(["9", "10", "11"], numbers.Vocab);
        Assert.True(numbers.IsOrdinal && numbers.IsCategory);
        string[] levels = ["poor", "fair", "good"];
        var words = new TabularData(Table(i => levels[i % 3]), new TabularOptions { YNames = ["y"], Target = TabularTarget.Ordinal, Levels = levels });
        Assert.Equal(levels, words.Vocab);
        Assert.Equal([1, 2], words.Targets([1, 2]));
        var model = (OrdinalModel)TabularLearner.Create(words).Model;
        Assert.Equal((3, 1), (model.Link.Classes, ((TabularModel)model.Net).Outputs));
    }

    [Fact]
    public void Words_without_an_order_and_levels_without_use_are_errors()
    {
        Frame frame = Table(i => i % 2 == 0 ? "low" : "high");
        string message = Assert.Throws<HoneDataException>(() => new TabularData(frame, new TabularOptions { YNames = ["y"], Target = TabularTarget.Ordinal })).Message;
        Assert.Contains("y of kind Text, such as \"", message);
        Assert.Contains("2 levels and target Category", Assert.Throws<HoneDataException>(() => new TabularData(frame, new TabularOptions { YNames = ["y"], Target = TabularTarget.Category, Levels = ["low", "high"] })).Message);
        var unknown = new TabularData(frame, new TabularOptions { YNames = ["y"], Target = TabularTarget.Ordinal, Levels = ["low", "middle"] });
        Assert.Contains("\"high\"", Assert.Throws<HoneDataException>(() => unknown.DataLoaders()).Message);
    }

    [Fact]
    public void Stars_are_learned_with_small_mistakes_and_probabilities_that_add_up_to_one()
    {
        var random = new Random(2);
        string text = "a,b,stars\n";
        for (int i = 0; i < 600; i++)
        {
            double a = random.NextDouble();
            double b = random.NextDouble();
            text += FormattableString.Invariant($"{a:0.0000},{b:0.0000},{1 + Math.Clamp((int)((a + b) * 2.5), 0, 4)}\n");
        }

        var data = new TabularData(Frame.ParseCsv(text), new TabularOptions { YNames = ["stars"], Target = TabularTarget.Ordinal });
        Learner learner = TabularLearner.Create(data, new() { Model = new() { Layers = [20] }, Learner = new() { Metrics = [new Accuracy(), new OrdinalMae()] } });
        learner.FitOneCycle(40, 3e-2);
        ValidationResult result = learner.Validate();
        Assert.True(result.Metrics[0].Value > 0.75, $"accuracy {result.Metrics[0].Value}");
        Assert.True(result.Metrics[1].Value < 0.25, $"mean distance {result.Metrics[1].Value}");
        float[] thresholds = ((OrdinalModel)learner.Model).Link.Thresholds();
        Assert.Equal(thresholds.Order(), thresholds);
        Predictions predictions = learner.GetPreds();
        for (int item = 0; item < predictions.Count; item++)
        {
            float[] row = predictions.Row(item).ToArray();
            Assert.Equal(1, row.Sum(), 1e-4f);
        }
    }

    [Fact]
    public void The_distance_between_classes_is_that_worked_by_hand()
    {
        // Medians 0, 1, 2: exp(score) adds up to a half at the first, the second, the last class.
        var metric = new OrdinalMae();
        metric.Update(Tensor.From<float>([3, 0, 0, 1, 1.1f, 1, 0, 0, 5], [3, 3]), Tensor.From<long>([2, 1, 1], [3]));
        Assert.Equal((2 + 0 + 1) / 3.0, metric.Value);
        Assert.Equal(("ordinal_mae", false), (metric.Name, metric.HigherIsBetter));

        // The most likely class is the last; half of the probability lies at or below the middle one.
        metric.Reset();
        metric.Update(Tensor.From<float>([MathF.Log(0.3f), MathF.Log(0.3f), MathF.Log(0.4f)], [1, 3]), Tensor.From<long>([1], [1]));
        Assert.Equal(0, metric.Value);
    }

    [Fact]
    public void Each_of_several_numbers_has_a_metric_of_its_own()
    {
        var random = new Random(3);
        string text = "a,small,large\n";
        for (int i = 0; i < 500; i++)
        {
            double a = random.NextDouble();
            text += FormattableString.Invariant($"{a:0.0000},{Math.Sin(6 * a):0.0000},{3 - (2 * a):0.0000}\n");
        }

        var data = new TabularData(Frame.ParseCsv(text), new TabularOptions { YNames = ["small", "large"] });
        Metric[] metrics = [new Rmse(), .. TargetMetric.ForEach(["small", "large"], () => new Rmse()), .. TargetMetric.ForEach(["small", "large"], () => new R2Score())];
        Learner learner = TabularLearner.Create(data, new() { Model = new() { Layers = [50, 20] }, Learner = new() { Metrics = metrics } });
        learner.FitOneCycle(30, 2e-2);
        IReadOnlyList<MetricValue> values = learner.Validate().Metrics;
        Assert.Equal(["rmse", "rmse_small", "rmse_large", "r2_score_small", "r2_score_large"], values.Select(value => value.Name));
        Assert.Equal(100, values[1].Count);
        Assert.Equal(values[0].Value, Math.Sqrt(((values[1].Value * values[1].Value) + (values[2].Value * values[2].Value)) / 2), 1e-9);
        Assert.True(values[3].Value > 0.9 && values[4].Value > 0.9, $"R2 {values[3].Value} and {values[4].Value}");
    }

    [Fact]
    public void A_metric_of_a_target_reads_its_column_alone()
    {
        Tensor x = Tensor.From<float>([1, 100, 2, 200], [2, 2]);
        Tensor t = Tensor.From<float>([0, 100, 4, 230], [2, 2]);
        var first = new TargetMetric(new Mae(), 0, "first");
        var second = new TargetMetric(new Mae(), 1, "second");
        first.Update(x, t);
        second.Update(x, t);
        Assert.Equal((1.5, 15.0), (first.Value, second.Value));
        Assert.Equal(("mae_first", false, 2L), (first.Name, first.HigherIsBetter, first.Count));
        first.Reset();
        Assert.Equal(0, first.Count);
        ShapeException error = Assert.Throws<ShapeException>(() => new TargetMetric(new Mae(), 2, "third").Update(x, t));
        Assert.Contains("column 2", error.Message);
        Assert.Contains("[2, 2]", error.Message);
    }

    private static Frame Table(Func<int, string> label) => Frame.ParseCsv("a,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}.5,{label(i)}\n")));
}
