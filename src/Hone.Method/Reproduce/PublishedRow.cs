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

    /// <summary>Whether the mean must lie at or below the bar instead; false.</summary>
    public virtual bool IsLowerBetter => false;

    /// <summary>Measures it for one seed, in a temporary project that is removed afterwards.</summary>
    /// <param name="options">Where data are looked for.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="observer">What is shown meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The value, the number of items that it was measured on, and figures beside it.</returns>
    public abstract Measurement Measure(ReproduceOptions options, long seed, IStartObserver observer, CancellationToken cancellationToken);

    /// <summary>Whether a mean over seeds reaches the bar.</summary>
    /// <param name="mean">The mean.</param>
    public bool IsReachedBy(double mean) => IsLowerBetter ? mean <= Bar : mean >= Bar;
}
