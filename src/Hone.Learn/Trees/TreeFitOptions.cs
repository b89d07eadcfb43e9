namespace Hone.Learn;

/// <summary>How trees are fitted, apart from what they are: weights of the rows, threads, progress and cancellation.</summary>
public sealed record TreeFitOptions
{
    /// <summary>One weight per row, not negative; a row of weight 2 counts as two rows, a row of weight 0 is left out. Null for 1 each.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Threads that work at once; null for <see cref="EngineOptions.ThreadCount"/>. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Told after each tree (forests) or each round (boosting), from any thread.</summary>
    public IProgress<TreeProgress>? Progress { get; init; }

    /// <summary>Stops the fit with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
