namespace Hone.Learn;

/// <summary>What the factories of <see cref="ImageDataLoaders"/> have in common.</summary>
public sealed record ImageLoadersOptions
{
    /// <summary>Which items judge; null stands for what the factory finds, otherwise for a random fraction.</summary>
    public Splitter? Splitter { get; init; }

    /// <summary>Fraction for validation when nothing else decides; 0.2 as in fastai.</summary>
    public double ValidFraction { get; init; } = 0.2;

    /// <summary>Gray or RGB.</summary>
    public ImageMode Mode { get; init; } = ImageMode.Rgb;

    /// <summary>
    /// The classes by index, kept in this order, for one that means something (small, medium, large) or that another model has; fastai's <c>CategoryBlock(vocab)</c>. A label that is none of them is an
    /// error that names its file, and its row where there is a table. Null, the default, sorts the labels as fastai does. Not for numbers, masks, or columns of yes and no, which have an order of their own.
    /// </summary>
    public IReadOnlyList<string>? Vocab { get; init; }

    /// <summary>What is done to each sample, such as <see cref="Resize"/>.</summary>
    public IReadOnlyList<ItemTransform> ItemTransforms { get; init; } = [];

    /// <summary>What is done to each batch, such as <see cref="AugTransforms"/>.</summary>
    public IReadOnlyList<BatchTransform> BatchTransforms { get; init; } = [];

    /// <summary>
    /// Whether every file is read once when the loaders are made, and what happens to those that cannot be read; null reads none, except for
    /// <see cref="ImageDataLoaders.FromFolder"/>, which always looks and fails. <see cref="DataLoaders.Unreadable"/> names them.
    /// </summary>
    public ItemScanOptions? Scan { get; init; }

    /// <summary>Sizes, threads and seed, which is also that of a random split.</summary>
    public DataLoaderOptions Loader { get; init; } = new();

    /// <summary>Refuses a vocabulary where the classes come from elsewhere.</summary>
    internal void RequireNoVocab(string order, string where)
    {
        if (Vocab is { } vocab)
        {
            throw new HoneException($"No vocabulary: {order}.", $"{vocab.Count} classes", where, "leave ImageLoadersOptions.Vocab out");
        }
    }

    internal Splitter SplitterOr(Splitter? found) => Splitter ?? found ?? new RandomSplitter(ValidFraction, Loader.Seed);
}
