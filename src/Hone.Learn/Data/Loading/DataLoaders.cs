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

    /// <summary>The data block that made these loaders, in words; set by blocks and factories.</summary>
    internal string? Block { get; init; }

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

    /// <summary>The same loaders with other text for <see cref="ToDataBlock"/>.</summary>
    internal DataLoaders MadeBy(string? block) => new(Train, Valid, Test) { Block = block };

    /// <summary>Sizes and shapes.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string test = Test is null ? string.Empty : $", test {Test.Dataset.Count}";
        return $"train {Train.Dataset.Count}, valid {Valid.Dataset.Count}{test} items of {Train.Dataset.Input.RowShape} {Train.Dataset.Input.DType} in batches of {Train.BatchSize}";
    }
}
