using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>What the model says about one item.</summary>
/// <param name="Id">The item's identity.</param>
/// <param name="Class">The class with the highest probability; -1 for models that answer with numbers, or for each pixel.</param>
/// <param name="Label">Its name; its index in digits when the data has no vocabulary; otherwise the answer in words.</param>
/// <param name="Probability">Its probability; NaN without a class.</param>
/// <param name="Probabilities">The probabilities of all classes; empty without a class.</param>
public sealed record Prediction(string Id, int Class, string Label, float Probability, IReadOnlyList<float> Probabilities)
{
    private const int NumbersInWords = 8;

    /// <summary>Whether the model answers with any number of labels instead of one class.</summary>
    public bool HasLabels { get; init; }

    /// <summary>The labels above the threshold, for models that answer with any number of labels; empty for those that answer with one class.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The numbers, for models that answer with numbers; null for the others.</summary>
    public IReadOnlyList<float>? Numbers { get; init; }

    /// <summary>What the loss reads from the outputs, as numbers: the class, a one for each label that is answered, the numbers, or the class of each pixel; null unless asked for. The second of fastai's three answers.</summary>
    public IReadOnlyList<float>? Decoded { get; init; }

    /// <summary>The answer in words: the class, the numbers, or the labels with commas between them and <c>none</c> when no label is above the threshold.</summary>
    public string Answer => HasLabels ? Wording.Labels(Labels) : Label;

    /// <summary>Identity and answer, with the probability of the class or of each label: <c>daisy_060.jpg: daisy 0.973</c>; without a label the nearest one too: <c>daisy_060.jpg: none, red has 0.310</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string answer = HasLabels ? LabelsInWords() : float.IsNaN(Probability) ? Label : $"{Label} {Share(Probability)}";
        return Id.Length == 0 ? answer : $"{Id}: {answer}";
    }

    /// <summary>The answer for outputs after the activation.</summary>
    /// <param name="id">The identity of the item.</param>
    /// <param name="outputs">Those of one item, which become the answer's.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="kind">How they are read; null as classes.</param>
    /// <param name="threshold">Probability above which a label is answered.</param>
    /// <param name="vocab">Names of the classes; may be empty.</param>
    internal static Prediction Of(string id, float[] outputs, Shape shape, PredictionKind? kind, double threshold, IReadOnlyList<string> vocab)
    {
        if (kind == PredictionKind.Numbers)
        {
            return new Prediction(id, -1, InWords(outputs), float.NaN, []) { Numbers = outputs };
        }

        if (shape.Rank > 1)
        {
            return new Prediction(id, -1, $"{(kind == PredictionKind.Labels ? "labels" : "a class")} for each of {Shape.Create(shape.AsSpan()[1..])}", float.NaN, []);
        }

        int best = Predictions.BestOf(outputs);
        bool hasLabels = kind == PredictionKind.Labels;
        return new Prediction(id, best, Wording.Name(best, vocab), outputs[best], outputs) { HasLabels = hasLabels, Labels = hasLabels ? LabelsOf(outputs, threshold, vocab) : [] };
    }

    /// <summary>The labels are those with the highest probabilities, in the order of the classes.</summary>
    private string LabelsInWords()
    {
        if (Labels.Count == 0)
        {
            return float.IsNaN(Probability) ? Answer : $"{Answer}, {Label} has {Share(Probability)}";
        }

        int[] classes = [.. Enumerable.Range(0, Probabilities.Count).OrderByDescending(i => Probabilities[i]).Take(Labels.Count).Order()];
        return classes.Length < Labels.Count ? Answer : string.Join(", ", Labels.Select((label, i) => $"{label} {Share(Probabilities[classes[i]])}"));
    }

    private static string Share(float probability) => probability.ToString("0.000", CultureInfo.InvariantCulture);

    private static string InWords(float[] numbers)
    {
        string words = string.Join(", ", numbers.Take(NumbersInWords).Select(number => number.ToString("G6", CultureInfo.InvariantCulture)));
        return numbers.Length <= NumbersInWords ? words : $"{words} and {numbers.Length - NumbersInWords} more";
    }

    private static string[] LabelsOf(ReadOnlySpan<float> probabilities, double threshold, IReadOnlyList<string> vocab)
    {
        int count = 0;
        foreach (float probability in probabilities)
        {
            count += probability > threshold ? 1 : 0;
        }

        var labels = new string[count];
        for (int i = probabilities.Length - 1; i >= 0; i--)
        {
            if (probabilities[i] > threshold)
            {
                labels[--count] = Wording.Name(i, vocab);
            }
        }

        return labels;
    }
}
