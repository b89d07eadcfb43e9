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

    internal Splitter SplitterOr(Splitter? found) => Splitter ?? found ?? new RandomSplitter(ValidFraction, Loader.Seed);
}
