namespace Hone.Learn;

/// <summary>What the factories of <see cref="TextDataLoaders"/> have in common.</summary>
public sealed record TextLoadersOptions
{
    /// <summary>Which items judge; null stands for what the factory finds, otherwise for a random fraction.</summary>
    public Splitter? Splitter { get; init; }

    /// <summary>Fraction for validation when nothing else decides; 0.2 as in fastai.</summary>
    public double ValidFraction { get; init; } = 0.2;

    /// <summary>Tokens and vocabulary.</summary>
    public TextOptions Text { get; init; } = new();

    /// <summary>The classes by index, kept in this order; a label that is none of them is an error that names its file or row. Null, the default, sorts the labels as fastai does.</summary>
    public IReadOnlyList<string>? LabelVocab { get; init; }

    /// <summary>Sizes, threads and seed, which is also that of a random split.</summary>
    public DataLoaderOptions Loader { get; init; } = new();

    internal Splitter SplitterOr(Splitter? found) => Splitter ?? found ?? new RandomSplitter(ValidFraction, Loader.Seed);
}
