namespace Hone.Learn;

/// <summary>Changes one sample before it is put into a batch, such as to a common size; its picture parts change together. fastai's <c>item_tfms</c>.</summary>
/// <remarks>Used by several threads at once: implementations hold no state that changes.</remarks>
public abstract class ItemTransform
{
    /// <summary>Place in the order, small first, fastai's numbers: crop and pad 0, resize 1.</summary>
    public abstract int Order { get; }

    /// <summary>Whether validation and test are left as they are; true for random augmentation, which model files leave out.</summary>
    public virtual bool TrainOnly => false;

    /// <summary>Whether pixels change their places in training in another way than in validation, and masks and points with them; false, as for colors. <see cref="Learner.Tta"/> averages answers about places only where nothing moves.</summary>
    public virtual bool MovesPixels => false;

    /// <summary>The transform as data, for model files; null when it has none, which is an error only for transforms that validation applies.</summary>
    public virtual ItemTransformConfig? Config => null;

    /// <summary>Changes the sample: puts new parts in the place of the old ones.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="random">Numbers that depend on seed, epoch, transform and item alone.</param>
    public abstract void Apply(Sample sample, RandomStream random);
}
