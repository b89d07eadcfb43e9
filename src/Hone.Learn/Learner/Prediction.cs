namespace Hone.Learn;

/// <summary>What the model says about one item.</summary>
/// <param name="Id">The item's identity.</param>
/// <param name="Class">The class with the highest probability.</param>
/// <param name="Label">Its name; its index in digits when the data has no vocabulary.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probabilities of all classes.</param>
public sealed record Prediction(string Id, int Class, string Label, float Probability, IReadOnlyList<float> Probabilities)
{
    /// <summary>Whether the model answers with any number of labels instead of one class.</summary>
    public bool HasLabels { get; init; }

    /// <summary>The labels above the threshold, for models that answer with any number of labels; empty for those that answer with one class.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The answer in words: the class, or the labels with commas between them and <c>none</c> when no label is above the threshold.</summary>
    public string Answer => !HasLabels ? Label : Labels.Count == 0 ? "none" : string.Join(", ", Labels);
}
