namespace Hone.Learn;

/// <summary>What a fit gave.</summary>
/// <param name="Epochs">The lines of the table of epochs.</param>
/// <param name="StopReason">Why the fit ended early, such as early stopping; null when it ran to its end.</param>
public sealed record FitResult(IReadOnlyList<EpochRecord> Epochs, string? StopReason);
