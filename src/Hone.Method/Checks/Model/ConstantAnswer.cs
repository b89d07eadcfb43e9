using Hone.Learn;

namespace Hone.Method;

/// <summary>The answers of a model beside the best constant answer, item by item: hits for classes, squared errors for numbers.</summary>
internal sealed class ConstantAnswer
{
    private readonly bool _isClasses;
    private readonly double[] _model;
    private readonly double[] _constant;

    private ConstantAnswer(bool isClasses, double[] model, double[] constant)
    {
        _isClasses = isClasses;
        _model = model;
        _constant = constant;
        double[] gains = [.. model.Zip(constant, (mine, rung) => isClasses ? mine - rung : rung - mine)];
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
    public override string ToString() => $"{(_isClasses ? "accuracy" : "squared error")} {_model.Average():0.0000}, {_constant.Average():0.0000} with a constant answer";

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
    public static ConstantAnswer Of(Predictions predictions, float[] labels, Column target) =>
        target.DType == DType.Int64 ? Hits(predictions, labels) : SquaredErrors(predictions, labels, target);

    private static ConstantAnswer Hits(Predictions predictions, float[] labels)
    {
        int majority = (int)labels.GroupBy(label => label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        int[] answers = predictions.Classes();
        IReadOnlyList<int> right = predictions.Targets!;
        return new ConstantAnswer(
            true,
            [.. answers.Select((answer, i) => answer == right[i] ? 1.0 : 0)],
            [.. right.Select(answer => answer == majority ? 1.0 : 0)]);
    }

    private static ConstantAnswer SquaredErrors(Predictions predictions, float[] labels, Column target)
    {
        int width = Math.Max(1, target.RowShape.ElementCount);
        double[] means = [.. Enumerable.Range(0, width).Select(k => labels.Where((_, i) => i % width == k).Average(value => (double)value))];
        var model = new double[predictions.Count];
        var constant = new double[predictions.Count];
        for (int item = 0; item < predictions.Count; item++)
        {
            for (int k = 0; k < width; k++)
            {
                double right = predictions.TargetValues![(item * width) + k];
                model[item] += Math.Pow(predictions.Row(item)[k] - right, 2) / width;
                constant[item] += Math.Pow(means[k] - right, 2) / width;
            }
        }

        return new ConstantAnswer(false, model, constant);
    }
}
