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

    /// <summary>Sizes and shapes.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string test = Test is null ? string.Empty : $", test {Test.Dataset.Count}";
        return $"train {Train.Dataset.Count}, valid {Valid.Dataset.Count}{test} items of {Train.Dataset.Input.RowShape} {Train.Dataset.Input.DType} in batches of {Train.BatchSize}";
    }
}
