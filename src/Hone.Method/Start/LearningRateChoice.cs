namespace Hone.Method;

/// <summary>What the learning-rate finder saw and what is used.</summary>
/// <param name="Rates">The rates that were tried, rising.</param>
/// <param name="Losses">The smoothed loss at each of them.</param>
/// <param name="Valley">The middle of the longest fall of the loss; null when there was none.</param>
/// <param name="Steep">The rate of the steepest fall; null when there was none.</param>
/// <param name="Chosen">The peak rate of the one-cycle schedule.</param>
/// <param name="Reason">Why this one, as one sentence.</param>
public sealed record LearningRateChoice(
    IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, double? Valley, double? Steep, double Chosen, string Reason);
