using Hone.Learn;

namespace Hone.Method;

/// <summary>
/// The shuffled-label control (M23): trained on shuffled labels, a recipe must not beat a constant answer on the validation part by more than two standard
/// errors. error when it does: then something other than the labels tells the answer.
/// </summary>
/// <remarks>
/// The labels of the training items change places once and stay there; those of validation stay right. Classes are scored by accuracy against the majority class
/// of the training part, numbers by squared error against its mean, both on the validation items, paired item by item. What beats the constant once may be luck of the shuffle: then the
/// mirror image of it (each class as the next one, each number as the one as far from the other end) is trained too, and another shuffle, and it is an error when all three beat it.
/// </remarks>
public sealed class ShuffledLabelsCheck : Check
{
    private const int Trainings = 3;

    private readonly ShuffledTraining _training;
    private readonly ulong _seed;

    /// <summary>Asks a learner.</summary>
    /// <param name="data">The loaders of the recipe.</param>
    /// <param name="train">Makes a learner over the given loaders and trains it as the recipe does.</param>
    /// <param name="seed">Decides who gets whose label.</param>
    public ShuffledLabelsCheck(DataLoaders data, Func<DataLoaders, Learner> train, ulong seed = 0)
        : this(new ShuffledLearner(data, train), seed)
    {
    }

    internal ShuffledLabelsCheck(ShuffledTraining training, ulong seed)
    {
        _training = training;
        _seed = seed;
    }

    /// <inheritdoc/>
    public override string Id => "leak/shuffled-labels";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (_training.Missing is { } reason)
        {
            return CheckResult.NotChecked(Id, reason);
        }

        TrainingLabels labels = _training.Labels;
        if (labels.DistinctCount < 2)
        {
            return CheckResult.NotChecked(Id, $"{labels.DistinctCount} {(labels.AreClasses ? "class" : "value")} in {labels.Ids.Count} training items");
        }

        int[] first = LabelShuffle.Of(labels, _seed);
        Func<int[]>[] shuffles = [() => first, () => LabelShuffle.Mirror(labels, first), () => LabelShuffle.Of(labels, _seed + 1)];
        var answers = new List<ConstantAnswer>(Trainings);
        foreach (Func<int[]> shuffle in shuffles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ConstantAnswer answer = _training.Answer(shuffle(), cancellationToken);
            if (answer.Count < 2)
            {
                return CheckResult.NotChecked(Id, $"{answer.Count} validation item");
            }

            answers.Add(answer);
            if (!answer.IsBeaten)
            {
                string luck = answers.Count == 1 ? "" : $"; {answers.Count - 1} of {answers.Count} shuffles did better, by luck: {answers[0]}";
                return CheckResult.Pass(Id, $"after training on shuffled labels {answer} (n = {answer.Count}){luck}");
            }
        }

        return CheckResult.Of(Id, "", [Found(answers)]);
    }

    private Finding Found(List<ConstantAnswer> answers)
    {
        ConstantAnswer first = answers[0];
        return new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"leak between train and valid or in features: a model that was taught shuffled labels still answers rightly: {first} (n = {first.Count})",
            Evidence = $"better than the constant answer by {string.Join(", ", answers.Select(answer => $"{answer.Gain:0.0000} ± {2 * answer.StandardError:0.0000}"))} in {answers.Count} trainings, each with other labels",
            N = first.Count,
            Threshold = $"at most {2 * first.StandardError:0.0000} (two standard errors) better than the constant answer",
            HowToFix = "look for validation items among the training items, for a feature that holds the label or was made from the labels of all rows, and for a recipe that does not read the labels it is given",
            Why = "what survives without labels is a leak, and it is in every other score of this recipe",
        };
    }
}
