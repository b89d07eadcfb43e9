using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>
/// The shuffled-label control (M23): trained on shuffled labels, a recipe must not beat a constant answer on the validation part by more than two standard
/// errors. error when it does: then something other than the labels tells the answer.
/// </summary>
/// <remarks>
/// The labels of the training items change places once and stay there; those of validation stay right. Classes are scored by accuracy against the majority class
/// of the training part, numbers by squared error against its mean, both on the validation items, paired item by item.
/// </remarks>
/// <param name="data">The loaders of the recipe.</param>
/// <param name="train">Makes a learner over the given loaders and trains it as the recipe does.</param>
/// <param name="seed">Decides who gets whose label.</param>
public sealed class ShuffledLabelsCheck(DataLoaders data, Func<DataLoaders, Learner> train, ulong seed = 0) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/shuffled-labels";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        Column? target = data.Train.Dataset.Target;
        if (target is null || data.Train.Dataset.Targets.Count > 1 || target.RowShape.Rank > 1)
        {
            return CheckResult.NotChecked(Id, target is null ? "no labels" : $"{data.Train.Dataset.Targets.Count} targets of shape {target.RowShape}: one class or row of numbers an item is needed");
        }

        float[] labels = DatasetTargets.Read(data.Train.Dataset);
        if (labels.Distinct().Count() < 2)
        {
            return CheckResult.NotChecked(Id, $"{labels.Distinct().Count()} class in {labels.Length} training items");
        }

        var shuffled = new DataLoaders(WithShuffledLabels(data.Train, labels), data.Valid, data.Test);
        Learner learner = train(shuffled);
        cancellationToken.ThrowIfCancellationRequested();
        Predictions predictions = learner.GetPreds(data.Valid, cancellationToken);
        bool classes = target.DType == DType.Int64;
        (double[] model, double[] constant) = classes ? Hits(predictions, labels) : SquaredErrors(predictions, labels, target);
        double[] gains = [.. model.Zip(constant, (mine, rung) => classes ? mine - rung : rung - mine)];
        double gain = gains.Average();
        double error = gains.Length > 1 ? SeedSpread.Of(gains).StandardDeviation!.Value / Math.Sqrt(gains.Length) : double.NaN;
        string metric = classes ? "accuracy" : "squared error";
        string what = $"{metric} {model.Average():0.0000} after training on shuffled labels, {constant.Average():0.0000} with a constant answer (n = {gains.Length})";
        if (gains.Length < 2)
        {
            return CheckResult.NotChecked(Id, $"{gains.Length} validation item");
        }

        if (gain <= 2 * error || gain <= 0)
        {
            return CheckResult.Pass(Id, what);
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"a model that was taught shuffled labels still answers rightly: {what}",
            Evidence = $"{gain:0.0000} better, standard error {error:0.0000}",
            N = gains.Length,
            Threshold = $"at most {2 * error:0.0000} better than the constant answer",
            HowToFix = "look for validation items among the training items, for a feature that holds the label, and for a recipe that does not read the labels it is given",
            Why = "what survives without labels is a leak, and it is in every other score of this recipe",
        }]);
    }

    private DataLoader WithShuffledLabels(DataLoader loader, float[] labels)
    {
        int[] order = new IdHash(seed, "shuffled labels").Shuffle(Enumerable.Range(0, loader.Dataset.Count), [.. Enumerable.Range(0, loader.Dataset.Count).Select(loader.Dataset.IdAt)]);
        int width = labels.Length / order.Length;
        var given = new Dictionary<int, float[]>(order.Length);
        for (int position = 0; position < order.Length; position++)
        {
            given[loader.Dataset.Indices[position]] = labels[(order[position] * width)..((order[position] + 1) * width)];
        }

        return new DataLoader(loader.Dataset, loader.Options with { Transforms = [.. loader.Options.Transforms, new GivenLabels(given)] });
    }

    private static (double[] Model, double[] Constant) Hits(Predictions predictions, float[] labels)
    {
        int majority = (int)labels.GroupBy(label => label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        int[] answers = predictions.Classes();
        IReadOnlyList<int> right = predictions.Targets!;
        return ([.. answers.Select((answer, i) => answer == right[i] ? 1.0 : 0)], [.. right.Select(answer => answer == majority ? 1.0 : 0)]);
    }

    private static (double[] Model, double[] Constant) SquaredErrors(Predictions predictions, float[] labels, Column target)
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

        return (model, constant);
    }

    /// <summary>Puts a given label in the place of each item's own.</summary>
    private sealed class GivenLabels(IReadOnlyDictionary<int, float[]> labels) : BatchTransform
    {
        // Before everything that might look at a label.
        public override int Order => int.MinValue;

        public override bool TrainOnly => false;

        public override void Apply(Batch batch, BatchRandom random)
        {
            Tensor memory = batch.TargetParts[0].Memory;
            for (int row = 0; row < batch.Count; row++)
            {
                float[] label = labels[batch.Indices[row]];
                if (memory.DType == DType.Int64)
                {
                    memory.AsSpan<long>()[row] = (long)label[0];
                }
                else
                {
                    label.CopyTo(memory.AsSpan<float>()[(row * label.Length)..]);
                }
            }
        }
    }
}
