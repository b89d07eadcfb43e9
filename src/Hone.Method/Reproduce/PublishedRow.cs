namespace Hone.Method;

/// <summary>A figure of <c>docs/results.md</c> that one command measures again.</summary>
public abstract class PublishedRow
{
    /// <summary>The id, such as <c>fashion-sample</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What it is, as one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>What is measured, such as <c>test accuracy</c>.</summary>
    public abstract string Metric { get; }

    /// <summary>What the mean over the seeds must reach.</summary>
    public abstract double Bar { get; }

    /// <summary>Measures it for one seed, in a temporary project that is removed afterwards.</summary>
    /// <param name="options">Where data are looked for.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="observer">What is shown meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The value, and the number of items that it was measured on.</returns>
    public abstract (double Value, int N) Measure(ReproduceOptions options, long seed, IStartObserver observer, CancellationToken cancellationToken);
}
