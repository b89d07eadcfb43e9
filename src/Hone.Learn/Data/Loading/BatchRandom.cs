namespace Hone.Learn;

/// <summary>Random numbers for one transform in one epoch: those of an item do not depend on batches, threads or order.</summary>
public readonly struct BatchRandom
{
    private readonly RandomStream _epoch;

    internal BatchRandom(RandomStream epoch) => _epoch = epoch;

    /// <summary>The numbers of one item.</summary>
    /// <param name="index">Position of the item in the list of all items, see <see cref="Batch.Indices"/>.</param>
    /// <returns>A stream at its beginning.</returns>
    public RandomStream ForItem(int index) => _epoch.Split(index);
}
