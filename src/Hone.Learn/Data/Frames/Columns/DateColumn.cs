using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>Dates, with or without a time of the day; no time zone.</summary>
public sealed class DateColumn : FrameColumn
{
    private const long MissingTicks = long.MinValue;
    private readonly long[] _ticks;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The dates; null is missing.</param>
    public DateColumn(string name, IReadOnlyList<DateTime?> values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        _ticks = new long[values.Count];
        for (int i = 0; i < _ticks.Length; i++)
        {
            _ticks[i] = values[i]?.Ticks ?? MissingTicks;
        }
    }

    private DateColumn(string name, long[] ticks)
        : base(name)
    {
        _ticks = ticks;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Date;

    /// <inheritdoc/>
    public override int Count => _ticks.Length;

    /// <inheritdoc/>
    public override long ByteCount => sizeof(long) * (long)_ticks.Length;

    /// <summary>A date; null when missing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    public DateTime? this[int row] => _ticks[row] == MissingTicks ? null : new DateTime(_ticks[row]);

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _ticks[row] == MissingTicks;

    /// <summary>A date in words: <c>2011-01-31</c>, or <c>2011-01-31T18:00:00</c> when it has a time of the day.</summary>
    /// <inheritdoc/>
    public override string? TextAt(int row)
    {
        if (this[row] is not { } date)
        {
            return null;
        }

        string form = date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
        return date.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override FrameColumn Rename(string name) => new DateColumn(name, _ticks);

    /// <summary>Takes over an array of ticks; the least number stands for no value.</summary>
    internal static DateColumn Own(string name, long[] ticks) => new(name, ticks);

    /// <inheritdoc/>
    internal override FrameColumn Take(ReadOnlySpan<int> rows)
    {
        var ticks = new long[rows.Length];
        for (int i = 0; i < ticks.Length; i++)
        {
            ticks[i] = rows[i] < 0 ? MissingTicks : _ticks[rows[i]];
        }

        return new DateColumn(Name, ticks);
    }

    /// <inheritdoc/>
    internal override int Compare(int first, int second) => _ticks[first].CompareTo(_ticks[second]);

    /// <inheritdoc/>
    internal override void Encode(KeyCodes codes, Span<int> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = IsMissing(row) ? 0 : codes.Of(_ticks[row]);
        }
    }

    /// <inheritdoc/>
    internal override double NumberAt(int row) => IsMissing(row) ? double.NaN : (double)(_ticks[row] - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
