namespace Hone.Method;

/// <summary>One rung of the ladder: a model so simple that a better one must beat it clearly.</summary>
public abstract class Baseline
{
    /// <summary>A short name for tables.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, as one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Learns from the training items and says how likely each class is for each validation item.</summary>
    /// <param name="train">What it may learn from.</param>
    /// <param name="valid">What it is scored on; its classes must not be used.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="cancellationToken">Ends a long baseline early.</param>
    /// <returns>Probabilities <c>[valid items, classes]</c>.</returns>
    public abstract float[] FitPredict(BaselineData train, BaselineData valid, long seed, CancellationToken cancellationToken);
}
