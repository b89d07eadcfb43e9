namespace Hone.Method;

/// <summary>What a rung of the ladder reached on the validation part.</summary>
/// <param name="Name">The name of the rung.</param>
/// <param name="Description">What it does.</param>
/// <param name="RunId">Its run; null when it could not run.</param>
/// <param name="Accuracy">Share of validation items it got right.</param>
/// <param name="Interval">95% interval of that share.</param>
/// <param name="N">Number of validation items.</param>
/// <param name="Seconds">Time it took.</param>
public sealed record BaselineScore(string Name, string Description, string? RunId, double Accuracy, Interval Interval, int N, double Seconds);
