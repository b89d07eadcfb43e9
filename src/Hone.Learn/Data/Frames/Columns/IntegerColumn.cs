using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>Whole numbers; kept in 32 bits when all of them fit.</summary>
public sealed class IntegerColumn : FrameColumn
{
    private readonly long[] _wide = [];
    private readonly int[]? _narrow;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values; null is missing.</param>
    public IntegerColumn(string name, IReadOnlyList<long?> values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        var wide = new long[values.Count];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i] ?? Missing;
        }

        (_wide, _narrow) = Pack(wide);
    }

    private IntegerColumn(string name, long[] wide, int[]? narrow)
        : base(name)
    {
        _wide = wide;
        _narrow = narrow;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Integer;

    /// <inheritdoc/>
    public override int Count => _narrow?.Length ?? _wide.Length;

    /// <inheritdoc/>
    public override long ByteCount => _narrow is null ? sizeof(long) * (long)_wide.Length : sizeof(int) * (long)_narrow.Length;

    /// <summary>The number that stands for a missing value; no file has it, because -2^63 is read as a floating-point number.</summary>
    internal static long Missing => long.MinValue;

    /// <summary>A value; null when missing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    public long? this[int row] => IsMissing(row) ? null : Raw(row);

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _narrow is null ? _wide[row] == Missing : _narrow[row] == int.MinValue;

    /// <inheritdoc/>
    public override string? TextAt(int row) => IsMissing(row) ? null : Raw(row).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override FrameColumn Rename(string name) => new IntegerColumn(name, _wide, _narrow);

    /// <summary>Takes over an array in which <see cref="Missing"/> stands for no value.</summary>
    internal static IntegerColumn Own(string name, long[] values)
    {
        (long[] wide, int[]? narrow) = Pack(values);
        return new IntegerColumn(name, wide, narrow);
    }

    /// <inheritdoc/>
    internal override FrameColumn Take(ReadOnlySpan<int> rows)
    {
        if (_narrow is not null)
        {
            var few = new int[rows.Length];
            for (int i = 0; i < few.Length; i++)
            {
                few[i] = rows[i] < 0 ? int.MinValue : _narrow[rows[i]];
            }

            return new IntegerColumn(Name, [], few);
        }

        var values = new long[rows.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rows[i] < 0 ? Missing : _wide[rows[i]];
        }

        return new IntegerColumn(Name, values, null);
    }

    /// <inheritdoc/>
    internal override int Compare(int first, int second) => Raw(first).CompareTo(Raw(second));

    /// <inheritdoc/>
    internal override void Encode(KeyCodes codes, Span<int> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = IsMissing(row) ? 0 : codes.Of(Raw(row));
        }
    }

    /// <inheritdoc/>
    internal override double NumberAt(int row) => IsMissing(row) ? double.NaN : Raw(row);

    private static (long[] Wide, int[]? Narrow) Pack(long[] values)
    {
        foreach (long value in values)
        {
            if (value != Missing && value is (<= int.MinValue or > int.MaxValue))
            {
                return (values, null);
            }
        }

        return ([], Array.ConvertAll(values, value => value == Missing ? int.MinValue : (int)value));
    }

    private long Raw(int row) => _narrow is null ? _wide[row] : _narrow[row];
}
