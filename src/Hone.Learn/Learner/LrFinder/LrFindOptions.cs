namespace Hone.Learn;

/// <summary>fastai's numbers for the learning-rate finder.</summary>
public sealed record LrFindOptions
{
    /// <summary>First learning rate.</summary>
    public double StartLr { get; init; } = 1e-7;

    /// <summary>Last learning rate.</summary>
    public double EndLr { get; init; } = 10;

    /// <summary>Steps from the first to the last, on an exponential.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary>Whether to stop when the smoothed loss exceeds four times its best.</summary>
    public bool StopOnDivergence { get; init; } = true;

    /// <summary>Stops the search; model and optimizer are restored all the same.</summary>
    public CancellationToken CancellationToken { get; init; }
}
