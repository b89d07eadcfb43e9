namespace Hone.Testing;

/// <summary>One fault and its twin under one seed.</summary>
/// <param name="Seed">The seed of both.</param>
/// <param name="Missed">Why the fault counts as missed; null when it was found and its message names cause and fix.</param>
/// <param name="FalseAlarm">What the twin gave rise to; null when it was silent.</param>
public sealed record FaultTrial(ulong Seed, string? Missed, string? FalseAlarm);
