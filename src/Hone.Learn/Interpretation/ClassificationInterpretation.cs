using Hone.Nn;

namespace Hone.Learn;

/// <summary>What a classifier gets wrong; fastai's <c>ClassificationInterpretation</c>.</summary>
public sealed class ClassificationInterpretation
{
    private const int NamedPairs = 5;

    /// <summary>Reads predictions with labels.</summary>
    /// <param name="predictions">What <see cref="Learner.GetPreds(DataLoader?, CancellationToken)"/> gave for a part with labels.</param>
    /// <exception cref="HoneException">The predictions have no labels, or the task is not one class for each item.</exception>
    public ClassificationInterpretation(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        IReadOnlyList<int> targets = predictions.Targets ?? throw Unread(predictions);
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

    private static HoneException Unread(Predictions predictions)
    {
        const string Worst = "sort predictions.Losses for the worst items";
        (string got, string remedy) = (predictions.TargetValues, predictions.Kind) switch
        {
            (null, _) => ($"{Wording.Count(predictions.Count, "prediction")} without labels", "predict a part with labels, such as the validation part"),
            (_, PredictionKind.Labels) => ($"{Wording.Count(predictions.Count, "prediction")} of several labels for each item", $"{Worst}, and compare predictions[i].Labels with predictions.TargetValues; FBetaMulti, PrecisionMulti and RecallMulti count the mistakes"),
            (_, PredictionKind.Classes) => ($"{Wording.Count(predictions.Count, "prediction")} of classes for {predictions.OutputShape}, several for each item", $"{Worst}; IoU and Dice metrics count the mistakes of pixels"),
            _ => ($"{Wording.Count(predictions.Count, "prediction")} of numbers", $"{Worst}, and compare predictions.Outputs with predictions.TargetValues"),
        };
        return new HoneException("Mistakes are found by comparing one class for each item with its label.", got, nameof(ClassificationInterpretation), remedy);
    }

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
