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
        Dataset dataset = data.Train.Dataset;
        if (ConstantAnswer.Missing(dataset) is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        float[] labels = DatasetTargets.Read(dataset);
        if (labels.Distinct().Count() < 2)
        {
            return CheckResult.NotChecked(Id, $"{labels.Distinct().Count()} class in {labels.Length} training items");
        }

        var shuffled = new DataLoaders(WithShuffledLabels(data.Train, labels), data.Valid, data.Test);
        Learner learner = train(shuffled);
        cancellationToken.ThrowIfCancellationRequested();
        ConstantAnswer answer = ConstantAnswer.Of(learner.GetPreds(data.Valid, cancellationToken), labels, dataset.Target!);
        if (answer.Count < 2)
        {
            return CheckResult.NotChecked(Id, $"{answer.Count} validation item");
        }

        string what = $"after training on shuffled labels {answer} (n = {answer.Count})";
        if (!answer.IsBeaten)
        {
            return CheckResult.Pass(Id, what);
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"a model that was taught shuffled labels still answers rightly: {what}",
            Evidence = $"{answer.Gain:0.0000} better, standard error {answer.StandardError:0.0000}",
            N = answer.Count,
            Threshold = $"at most {2 * answer.StandardError:0.0000} better than the constant answer",
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
