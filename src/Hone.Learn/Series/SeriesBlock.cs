namespace Hone.Learn;

/// <summary>A piece of a series for each item: <c>[batch, channels, length]</c> of Float32, as <c>Conv1d</c> reads it.</summary>
/// <typeparam name="TItem">What identifies a sample, such as a <see cref="SeriesWindow"/>.</typeparam>
public sealed class SeriesBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ReadOnlyMemory<float>> _getX;
    private readonly int _channels;

    /// <summary>Stores the getter.</summary>
    /// <param name="getX">The values of an item, <c>[channels, length]</c> row-major; called again for each epoch, on loader threads.</param>
    /// <param name="channels">Values at each moment; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel.</exception>
    public SeriesBlock(Func<TItem, ReadOnlyMemory<float>> getX, int channels = 1)
    {
        ArgumentNullException.ThrowIfNull(getX);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _getX = getX;
        _channels = channels;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Items.Count == 0)
        {
            throw new HoneDataException("A block of series needs one item to know their length.", "0 items", "SeriesBlock", "pass at least one item");
        }

        int values = _getX(items.Items[0]).Length;
        if (values == 0 || values % _channels != 0)
        {
            throw new HoneDataException($"Values for each of {_channels} channels.", $"{values} values", $"item {items.Ids[0]}", "give [channels, length], row-major");
        }

        return new SeriesColumn<TItem>(items.Items, _getX, _channels, values / _channels);
    }

    /// <summary>Name and channels.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"SeriesBlock({_channels})";
}
