namespace Hone.Learn;

/// <summary>What a fit gave.</summary>
/// <param name="Epochs">The lines of the table of epochs.</param>
/// <param name="StopReason">Why the fit ended early, such as early stopping; null when it ran to its end.</param>
public sealed record FitResult(IReadOnlyList<EpochRecord> Epochs, string? StopReason)
{
    /// <summary>What a person should know about the fit besides, such as that a checkpoint lacked something that was begun anew; empty when there is nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
