namespace Hone.Learn;

/// <summary>Decides which items are learned from and which judge; fastai's splitters.</summary>
public abstract class Splitter
{
    /// <summary>Splits a list of items.</summary>
    /// <param name="ids">The identity of each item, for files their path with '/' between the names.</param>
    /// <returns>Positions in <paramref name="ids"/>.</returns>
    public abstract DataSplit Split(IReadOnlyList<string> ids);
}
