namespace Hone.Learn;

/// <summary>How batches are made.</summary>
public sealed record DataLoaderOptions
{
    /// <summary>Samples in a training batch; 64 as in fastai.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Samples in a validation or test batch; null stands for <see cref="BatchSize"/>, as in fastai. Twice as many fit, because no gradients are kept.</summary>
    public int? ValidBatchSize { get; init; }

    /// <summary>
    /// Threads that prepare batches ahead; 0 prepares them on the thread that asks. Half of the processors, 1 to 16, because the model computes on the same ones: fastai, whose model
    /// is on another device, takes all of them up to 16. Getters and item transforms of your own are called from all of these threads at the same time.
    /// The content and order of batches do not depend on it.
    /// </summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 16);

    /// <summary>Batches that may wait ready, at least 1; more evens out slow items and costs memory.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>Seed of the shuffle and of augmentation.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Whether each epoch has its own random order; set for training by <see cref="DataBlock{TItem}.DataLoaders"/>.</summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// How often each item is drawn relative to the others, by position in the list of all items: an epoch then draws as many items as the part has, with replacement.
    /// fastai's <c>WeightedDL</c>, against rare classes. Refused without <see cref="Shuffle"/>; a <see cref="DataBlock{TItem}"/> gives it to the training part alone. Null for every item once.
    /// </summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Items of an epoch, drawn anew each time; fastai's <c>PartialDL</c>, for quick trials. At most as many as there are, and refused without <see cref="Shuffle"/>; a <see cref="DataBlock{TItem}"/> gives it to the training part alone. Null for all.</summary>
    public int? PartialCount { get; init; }

    /// <summary>Whether a last batch that is not full is left out; set for training. A batch that is the only one stays.</summary>
    public bool DropLast { get; init; }

    /// <summary>Whether this part is learned from, so that random augmentation applies; set for training.</summary>
    public bool Augment { get; init; }

    /// <summary>What is done to each batch, in any order: <see cref="BatchTransform.Order"/> sorts it.</summary>
    public IReadOnlyList<BatchTransform> Transforms { get; init; } = [];
}
