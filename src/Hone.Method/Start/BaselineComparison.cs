namespace Hone.Method;

/// <summary>The model against one rung of the ladder.</summary>
/// <param name="Baseline">The rung.</param>
/// <param name="Difference">Model minus rung in accuracy, with a paired 95% interval over the same items.</param>
/// <param name="Gain">Share of the way from the rung to a perfect score: (model - rung) / (1 - rung).</param>
public sealed record BaselineComparison(BaselineScore Baseline, PairedDifference Difference, double Gain);
