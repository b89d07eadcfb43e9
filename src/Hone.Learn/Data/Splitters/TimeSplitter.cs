using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The last rows of a table by time are for validation, in whatever order the table stands: the past is learned from, the future judges.</summary>
/// <remarks>
/// Rows of one moment stay together in the training part, so that every validation row is later than every training row; the validation part may therefore be smaller than
/// asked for, never larger. <see cref="EndSplitter"/> does the same for lists that are sorted already.
/// </remarks>
/// <example><code>
/// var data = new CollabData(ratings, new() { Splitter = new TimeSplitter(ratings, "timestamp", 0.1) });
/// </code></example>
public sealed class TimeSplitter : Splitter
{
    private readonly FrameColumn _time;
    private readonly double _validFraction;

    /// <summary>Stores the options.</summary>
    /// <param name="frame">The table that is split.</param>
    /// <param name="time">A column of dates or numbers without gaps.</param>
    /// <param name="validFraction">Fraction of the rows for validation, 0 to 1; 0.2 as in the other splitters. Their number is rounded down.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in 0..1.</exception>
    /// <exception cref="HoneDataException">The column does not exist, holds text, or lacks values.</exception>
    public TimeSplitter(Frame frame, string time, double validFraction = 0.2)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfLessThan(validFraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFraction, 1);
        _time = TimeOrder.Column(frame, time);
        _validFraction = validFraction;
    }

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">There are other rows than in the table, or so many of one moment that none is left for validation.</exception>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        TimeOrder.Require(_time, ids.Count, nameof(TimeSplitter));
        int[] order = TimeOrder.Sort(_time);
        int count = (int)(_validFraction * order.Length);
        int start = order.Length - count;
        while (start > 0 && start < order.Length && _time.Compare(order[start - 1], order[start]) == 0)
        {
            start++;
        }

        if (count > 0 && start == order.Length)
        {
            throw new HoneDataException(
                $"Different moments among the last {count} of {order.Length} rows, which are for validation.",
                $"\"{_time.TextAt(order[^1])}\" in all of them and in the row before",
                $"column {_time.Name}",
                "take a larger fraction, or a finer time");
        }

        return new DataSplit(order[..start], order[start..], []);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"TimeSplitter({_time.Name}, valid {_validFraction})");
}
