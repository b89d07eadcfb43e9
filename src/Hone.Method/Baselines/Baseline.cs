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

    /// <summary>Learns from the training items and gives the share of the others whose most probable class is right, the figure that a net has to beat.</summary>
    /// <param name="train">What it may learn from.</param>
    /// <param name="valid">What it is scored on.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="cancellationToken">Ends a long baseline early.</param>
    public double Accuracy(BaselineData train, BaselineData valid, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(valid);
        float[] probabilities = FitPredict(train, valid, seed, cancellationToken);
        int classes = valid.ClassCount;
        int hits = 0;
        for (int item = 0; item < valid.Count; item++)
        {
            hits += Accuracies.ArgMax(probabilities.AsSpan(item * classes, classes)) == valid.Labels[item] ? 1 : 0;
        }

        return hits / (double)valid.Count;
    }
}
