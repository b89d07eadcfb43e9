namespace Hone.Learn;

/// <summary>How permutation importances are measured.</summary>
public sealed record PermutationImportanceOptions
{
    /// <summary>How often each column is shuffled, at least 1; 5 unless set.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Decides how columns are shuffled.</summary>
    public long Seed { get; init; }

    /// <summary>Stops with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
