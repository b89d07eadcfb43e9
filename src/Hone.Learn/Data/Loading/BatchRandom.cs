namespace Hone.Learn;

/// <summary>Random numbers for one transform in one epoch: those of an item do not depend on batches, threads or order.</summary>
public readonly struct BatchRandom
{
    private readonly RandomStream _epoch;

    /// <summary>The numbers of an epoch; loaders do this.</summary>
    /// <param name="epoch">The stream of the transform in the epoch.</param>
    public BatchRandom(RandomStream epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        _epoch = epoch;
    }

    /// <summary>The numbers of one item.</summary>
    /// <param name="index">Position of the item in the list of all items, see <see cref="Batch.Indices"/>.</param>
    /// <returns>A stream at its beginning.</returns>
    public RandomStream ForItem(int index) => _epoch.Split(index);
}
