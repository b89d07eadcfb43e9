using Hone.Learn;

namespace Hone.Method;

/// <summary>The answers of a model beside the best constant answer, item by item: hits for classes, errors for numbers.</summary>
internal sealed class ConstantAnswer
{
    private readonly string _unit;
    private readonly double[] _model;
    private readonly double[] _constant;

    private ConstantAnswer(string unit, double[] model, double[] constant, double[] gains)
    {
        _unit = unit;
        _model = model;
        _constant = constant;
        Gain = gains.Length == 0 ? double.NaN : gains.Average();
        StandardError = gains.Length > 1 ? SeedSpread.Of(gains).StandardDeviation!.Value / Math.Sqrt(gains.Length) : double.NaN;
    }

    public int Count => _model.Length;

    /// <summary>How much better the model is, on average.</summary>
    public double Gain { get; }

    /// <summary>The standard error of <see cref="Gain"/>; NaN below two items.</summary>
    public double StandardError { get; }

    /// <summary>Whether the model is better by more than two standard errors.</summary>
    public bool IsBeaten => Gain > 2 * StandardError && Gain > 0;

    /// <summary>Such as <c>accuracy 0.9167, 0.4500 with a constant answer</c>.</summary>
    public override string ToString() => $"{_unit} {_model.Average():0.0000}, {_constant.Average():0.0000} with a constant answer";

    /// <summary>Why a target has no constant answer; null where it has one.</summary>
    public static string? Missing(Dataset dataset)
    {
        if (dataset.Target is null)
        {
            return "no labels";
        }

        return dataset.Targets.Count > 1 || dataset.Target.RowShape.Rank > 1
            ? $"{dataset.Targets.Count} targets of shape {dataset.Target.RowShape}: one class or row of numbers an item is needed"
            : null;
    }

    /// <summary>Compares predictions with the constant that training labels give.</summary>
    /// <param name="predictions">What the model answered, with targets.</param>
    /// <param name="labels">The training labels: [items, ...].</param>
    /// <param name="target">The column of the target.</param>
    public static ConstantAnswer Of(Predictions predictions, float[] labels, Column target)
    {
        int width = Math.Max(1, target.RowShape.ElementCount);
        double[] trained = [.. labels.Select(label => (double)label)];
        return target.DType == DType.Int64
            ? OfClasses(predictions.Classes(), predictions.Targets!, new TrainingLabels(trained, 1, true, []).Majority)
            : OfNumbers([.. Enumerable.Range(0, predictions.Count).SelectMany(item => predictions.Row(item)[..width].ToArray().Select(value => (double)value))], [.. predictions.TargetValues!.Select(value => (double)value)], trained, width);
    }

    /// <summary>Compares classes with the majority class.</summary>
    public static ConstantAnswer OfClasses(IReadOnlyList<int> answers, IReadOnlyList<int> right, int majority) => OfScores(
        "accuracy",
        [.. answers.Select((answer, i) => answer == right[i] ? 1.0 : 0)],
        [.. right.Select(answer => answer == majority ? 1.0 : 0)]);

    /// <summary>Compares numbers, [items, width], with the means of the training labels.</summary>
    public static ConstantAnswer OfNumbers(double[] answers, double[] right, double[] trained, int width)
    {
        double[] means = [.. Enumerable.Range(0, width).Select(k => trained.Where((_, i) => i % width == k).Average())];
        var model = new double[right.Length / width];
        var constant = new double[model.Length];
        for (int i = 0; i < right.Length; i++)
        {
            model[i / width] += Math.Pow(answers[i] - right[i], 2) / width;
            constant[i / width] += Math.Pow(means[i % width] - right[i], 2) / width;
        }

        return OfErrors("squared error", model, constant);
    }

    /// <summary>Scores item by item, of which the higher are better.</summary>
    public static ConstantAnswer OfScores(string unit, double[] model, double[] constant) =>
        new(unit, model, constant, [.. model.Zip(constant, (mine, rung) => mine - rung)]);

    /// <summary>Errors item by item, of which the lower are better.</summary>
    public static ConstantAnswer OfErrors(string unit, double[] model, double[] constant) =>
        new(unit, model, constant, [.. model.Zip(constant, (mine, rung) => rung - mine)]);
}
