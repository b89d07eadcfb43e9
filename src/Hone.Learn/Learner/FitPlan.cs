namespace Hone.Learn;

/// <summary>What decides the course of a fit besides data and model: a resumed fit must have the same.</summary>
/// <param name="Epochs">Epochs in the fit.</param>
/// <param name="BatchesPerEpoch">Training batches in an epoch.</param>
/// <param name="Schedules">The schedules, in words.</param>
internal sealed record FitPlan(int Epochs, int BatchesPerEpoch, string Schedules);
