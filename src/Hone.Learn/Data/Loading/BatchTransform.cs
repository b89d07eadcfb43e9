namespace Hone.Learn;

/// <summary>Changes a whole batch in place after it has been put together, on the thread of the loader.</summary>
/// <remarks>Used by several threads at once: implementations hold no state that changes.</remarks>
public abstract class BatchTransform
{
    /// <summary>Place in the order, small first, fastai's numbers: crop and pad 0, flip 30, lighting 40, Normalize 99, RandomErasing 100.</summary>
    public abstract int Order { get; }

    /// <summary>Whether validation and test are left as they are; true for random augmentation.</summary>
    public virtual bool TrainOnly => true;

    /// <summary>Whether pixels change their places, and masks and points with them, as in a flip; false, as for colors. <see cref="Learner.Tta"/> averages answers about places only where nothing moves.</summary>
    public virtual bool MovesPixels => false;

    /// <summary>The transform as data, for model files; null when it has none, which is an error only for transforms that validation applies.</summary>
    public virtual BatchTransformConfig? Config => null;

    /// <summary>Learns from the training part what the transform must know, such as its mean.</summary>
    /// <param name="train">The training part without transforms, in shuffled order.</param>
    /// <returns>The transform to use; this one when there is nothing to learn.</returns>
    public virtual BatchTransform Fit(DataLoader train) => this;

    /// <summary>Changes the batch.</summary>
    /// <param name="batch">The batch; <see cref="Batch.InputMemory"/> is its memory.</param>
    /// <param name="random">Random numbers that depend on seed, epoch, transform and item alone.</param>
    public abstract void Apply(Batch batch, BatchRandom random);

    /// <summary>Undoes the change where that makes the batch easier to look at, as for Normalize; nothing unless overridden.</summary>
    /// <param name="batch">The batch, which is only shown afterwards.</param>
    public virtual void Decode(Batch batch)
    {
    }
}
