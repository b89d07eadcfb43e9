namespace Hone.Method;

/// <summary>Something that can be trained on shuffled labels: a learner, a recipe, the forest baseline.</summary>
internal abstract class ShuffledTraining
{
    /// <summary>Why labels cannot be shuffled here; null where they can.</summary>
    public abstract string? Missing { get; }

    /// <summary>The labels of the training items; not asked for where they are missing.</summary>
    public abstract TrainingLabels Labels { get; }

    /// <summary>Trains from the beginning, every training item with the label of another one, and answers the validation items, whose labels are right.</summary>
    /// <param name="sources">For each training item the training item whose label it gets.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public abstract ConstantAnswer Answer(int[] sources, CancellationToken cancellationToken);
}
