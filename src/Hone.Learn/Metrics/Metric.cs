namespace Hone.Learn;

/// <summary>A number that says how good predictions are, collected over all items; never a mean of the means of unequal batches.</summary>
/// <remarks>
/// The recorder hands every metric the raw outputs of the model, before the activation of the loss, and the targets as the data block gives them. A metric that needs
/// probabilities applies softmax or sigmoid itself and says so; those that can read ready probabilities have a parameter for it. So a metric means the same whatever the loss is.
/// </remarks>
public abstract class Metric
{
    /// <summary>Name in tables and logs, such as <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a higher value is better.</summary>
    public abstract bool HigherIsBetter { get; }

    /// <summary>Items counted since <see cref="Reset"/>.</summary>
    public abstract long Count { get; }

    /// <summary>The value over all items since <see cref="Reset"/>; NaN without items.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets everything.</summary>
    public abstract void Reset();

    /// <summary>Counts a batch.</summary>
    /// <param name="prediction">Raw output of the model, such as logits: <c>[batch, ...]</c>.</param>
    /// <param name="target">What was right: <c>[batch]</c> or <c>[batch, ...]</c>.</param>
    public abstract void Update(Tensor prediction, Tensor target);
}
