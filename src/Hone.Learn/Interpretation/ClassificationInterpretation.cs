namespace Hone.Learn;

/// <summary>What a classifier gets wrong; fastai's <c>ClassificationInterpretation</c>.</summary>
public sealed class ClassificationInterpretation
{
    private const int NamedPairs = 5;

    /// <summary>Reads predictions with labels.</summary>
    /// <param name="predictions">What <see cref="Learner.GetPreds(DataLoader?, CancellationToken)"/> gave for a part with labels.</param>
    /// <exception cref="HoneException">The predictions have no labels.</exception>
    public ClassificationInterpretation(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        IReadOnlyList<int> targets = predictions.Targets ?? throw new HoneException(
            "Mistakes are found by comparing with labels.",
            $"{Wording.Count(predictions.Count, "prediction")} without labels",
            nameof(ClassificationInterpretation),
            "predict a part with labels, such as the validation part");
        Predictions = predictions;
        Confusion = new ConfusionMatrix(predictions.Width);
        for (int i = 0; i < predictions.Count; i++)
        {
            Confusion.Add(targets[i], predictions.ClassOf(i));
        }
    }

    /// <summary>The predictions.</summary>
    public Predictions Predictions { get; }

    /// <summary>How often each class was taken for each other class.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The items with the highest losses; fastai's <c>top_losses</c>.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Highest loss first; equals in the order of the items.</returns>
    public IReadOnlyList<TopLoss> TopLosses(int count = 9)
    {
        IReadOnlyList<float> losses = Predictions.Losses!;
        return [.. Enumerable.Range(0, Predictions.Count).OrderByDescending(i => losses[i]).Take(count).Select(Describe)];
    }

    /// <summary>How many were right, how often each class was taken for each other class, and the pairs most often confused, by name.</summary>
    /// <returns>Some lines.</returns>
    public override string ToString()
    {
        string[] pairs = [.. Confusion.MostConfused().Take(NamedPairs).Select(pair => $"{Name(pair.Actual)} taken for {Name(pair.Predicted)} {pair.Count}x")];
        string table = Confusion.ToText(Predictions.Vocab);
        return pairs.Length == 0 ? table : $"{table}\nmost confused: {string.Join(", ", pairs)}";
    }

    private string Name(int index) => Wording.Name(index, Predictions.Vocab);

    private TopLoss Describe(int item)
    {
        int predicted = Predictions.ClassOf(item);
        return new TopLoss(Predictions.Ids[item], item, Predictions.Targets![item], predicted, Predictions.Row(item)[predicted], Predictions.Losses![item])
        {
            ActualLabel = Wording.Name(Predictions.Targets[item], Predictions.Vocab),
            PredictedLabel = Wording.Name(predicted, Predictions.Vocab),
        };
    }
}
