namespace Hone.Learn;

/// <summary>The loaders of a project's parts.</summary>
public sealed class DataLoaders
{
    /// <summary>Joins the loaders.</summary>
    /// <param name="train">Learned from: shuffled, augmented, the last small batch left out.</param>
    /// <param name="valid">Judged by.</param>
    /// <param name="test">Predicted at the very end, without labels; null when there is none.</param>
    public DataLoaders(DataLoader train, DataLoader valid, DataLoader? test = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        Train = train;
        Valid = valid;
        Test = test;
    }

    /// <summary>Learned from: shuffled, augmented, the last small batch left out.</summary>
    public DataLoader Train { get; }

    /// <summary>Judged by.</summary>
    public DataLoader Valid { get; }

    /// <summary>Predicted at the very end, without labels; null when there is none.</summary>
    public DataLoader? Test { get; }

    /// <summary>Classes by index; empty when the target is no category.</summary>
    public IReadOnlyList<string> Vocab => Train.Dataset.Target?.Vocab ?? [];

    /// <summary>The items that could not be read when <see cref="DataBlock{TItem}.Scan"/> looked, each with its problem, in the order of the list; empty when nothing was looked at.</summary>
    public IReadOnlyList<UnreadableItem> Unreadable { get; internal init; } = [];

    /// <summary>The data block that made these loaders, in words; set by blocks and factories.</summary>
    internal string? Block { get; init; }

    /// <summary>The data block itself; null for loaders that were joined from single ones.</summary>
    internal BlockSource? Source { get; init; }

    /// <summary>A loader for new items, prepared as the validation part is; fastai's <c>test_dl</c>. Take <c>learner.Data</c>, which knows the normalization that pretrained weights brought.</summary>
    /// <remarks>Items are what the loaders were made of: paths, rows of a <c>Frame</c>, or whatever identifies a sample in the data block. After <c>ImageDataLoaders.FromFolder</c> they are paths of files.</remarks>
    /// <example><code>
    /// DataLoader later = learner.Data.TestLoader(FolderFiles.GetImageFiles("new"));
    /// Predictions answers = learner.GetPreds(later);
    /// </code></example>
    /// <typeparam name="TItem">What identifies a sample.</typeparam>
    /// <param name="items">The new items.</param>
    /// <param name="withLabels">Whether the labels are read too, as those of the training part were; false as in fastai.</param>
    /// <returns>The loader.</returns>
    /// <exception cref="HoneException">The loaders were not made by a block or a factory, or of items of another type.</exception>
    /// <exception cref="HoneDataException">The new items have another shape than the training part, a label is unusable, or there are no items.</exception>
    public DataLoader TestLoader<TItem>(IReadOnlyList<TItem> items, bool withLabels = false)
    {
        ArgumentNullException.ThrowIfNull(items);
        BlockSource source = Source ?? throw new HoneException(
            "Loaders that a data block or a factory made.",
            "loaders that were joined from single ones",
            nameof(TestLoader),
            "make them with a DataBlock, or replace single loaders with DataLoaders.With");
        return source.TestLoader(this, items, withLabels) ?? throw new HoneException(
            $"Items of the type that the loaders were made of, {source.ItemNames}.",
            $"{typeof(TItem).Name}",
            nameof(TestLoader),
            "pass what the data block was given");
    }

    /// <summary>Other loaders over the same data block, such as a part of the training data, or a transform more.</summary>
    /// <param name="train">Learned from.</param>
    /// <param name="valid">Judged by.</param>
    /// <param name="test">Predicted at the very end, without labels; null when there is none.</param>
    /// <returns>Loaders that know the same block, for <see cref="TestLoader"/> and <see cref="ToDataBlock"/>.</returns>
    public DataLoaders With(DataLoader train, DataLoader valid, DataLoader? test = null) => new(train, valid, test) { Block = Block, Source = Source, Unreadable = Unreadable };

    /// <summary>The data block behind the loaders: for those of a factory such as <c>ImageDataLoaders.FromFolder</c> the C# that makes the same loaders step by step, to change what the factory does not offer.</summary>
    /// <remarks>What was passed to the factory keeps the name of its parameter there. Loaders that a <see cref="DataBlock{TItem}"/> made show that block.</remarks>
    /// <example><code>
    /// DataLoaders data = ImageDataLoaders.FromFolder("flowers");
    /// Console.WriteLine(data.ToDataBlock());
    /// </code></example>
    /// <returns>Some lines.</returns>
    /// <exception cref="HoneException">The loaders were not made by a block or a factory.</exception>
    public string ToDataBlock() => Block ?? throw new HoneException(
        "Loaders that a data block or a factory made.",
        "loaders that were joined from single ones",
        nameof(ToDataBlock),
        "make them with a DataBlock, or with a factory such as ImageDataLoaders.FromFolder");

    /// <summary>The same loaders as a factory made them: with its text for <see cref="ToDataBlock"/>, and perhaps with what it scanned and with items of its own.</summary>
    internal DataLoaders MadeBy(string? block, IReadOnlyList<UnreadableItem>? unreadable = null, BlockSource? source = null) =>
        new(Train, Valid, Test) { Block = block, Source = source ?? Source, Unreadable = [.. unreadable ?? [], .. Unreadable] };

    /// <summary>Sizes and shapes.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string test = Test is null ? string.Empty : $", test {Test.Dataset.Count}";
        string unreadable = Unreadable.Count == 0 ? string.Empty : $"; {Unreadable.Count} unreadable";
        return $"train {Train.Dataset.Count}, valid {Valid.Dataset.Count}{test} items of {Train.Dataset.Input.RowShape} {Train.Dataset.Input.DType} in batches of {Train.BatchSize}{unreadable}";
    }
}
