namespace Hone.Method;

/// <summary>What the first project taught, in one screen.</summary>
public sealed record Lessons
{
    /// <summary>The trained model on the validation part.</summary>
    public required TrainingScore Model { get; init; }

    /// <summary>The model against each rung of the ladder, on the same validation items.</summary>
    public required IReadOnlyList<BaselineComparison> Baselines { get; init; }

    /// <summary>The pairs of classes that the model confuses most, the worst first.</summary>
    public required IReadOnlyList<ConfusedPair> Confused { get; init; }

    /// <summary>Counts on the validation part: [actual, predicted].</summary>
    public required long[,] Confusion { get; init; }

    /// <summary>The validation items with the largest loss, the worst first.</summary>
    public required IReadOnlyList<Mistake> WorstMistakes { get; init; }
}
