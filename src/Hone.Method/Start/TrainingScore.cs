namespace Hone.Method;

/// <summary>What a training reached on the validation part.</summary>
/// <param name="Plan">What was trained.</param>
/// <param name="Epochs">The table of epochs.</param>
/// <param name="Accuracy">Share of validation items it got right at the end.</param>
/// <param name="Interval">95% interval of that share.</param>
/// <param name="N">Number of validation items.</param>
/// <param name="Seconds">Time it took in all, of this process.</param>
/// <param name="ItemsPerSecond">Training speed, without validation.</param>
public sealed record TrainingScore(
    TrainingPlan Plan, IReadOnlyList<EpochScore> Epochs, double Accuracy, Interval Interval, int N, double Seconds, double ItemsPerSecond);
