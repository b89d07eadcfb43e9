using System.Buffers;

namespace Hone.Learn;

/// <summary>Some rows of a table, one after the other, in the form that a walk down a tree asks for: as floats, or as whole numbers in the same order.</summary>
internal sealed class RowBlock : IDisposable
{
    /// <summary>The key of a missing value that goes right: above all others.</summary>
    public const int MissingAbove = int.MaxValue;

    /// <summary>The key of a missing value that goes left: below all others.</summary>
    public const int MissingBelow = int.MinValue;

    // 16 MiB: more rows at once would not be faster.
    private const int MostValues = 1 << 22;
    private const int LeastRows = 256;

    private readonly TreeData _data;
    private readonly int _start;
    private float[]? _values;
    private int[]? _keys;
    private bool? _hasMissing;

    public RowBlock(TreeData data, int start, int count)
    {
        _data = data;
        _start = start;
        Count = count;
    }

    public int Count { get; }

    public int Width => _data.Columns;

    /// <summary>[count, width]; NaN is missing.</summary>
    public ReadOnlySpan<float> Values
    {
        get
        {
            if (_values is null)
            {
                _values = ArrayPool<float>.Shared.Rent(Count * Width);
                _data.CopyRows(_start, Count, _values);
            }

            return _values.AsSpan(0, Count * Width);
        }
    }

    /// <summary>Whether a value is missing.</summary>
    public bool HasMissing => _hasMissing ??= FindMissing();

    /// <summary>
    /// As <see cref="KeyOf"/> makes them: [count, width]. With missing values [count, 2 * width]: the second copy of each column has the missing values below all others.
    /// </summary>
    public ReadOnlySpan<int> Keys
    {
        get
        {
            int columns = HasMissing ? 2 * Width : Width;
            if (_keys is null)
            {
                _keys = ArrayPool<int>.Shared.Rent(Count * columns);
                for (int c = 0; c < Width; c++)
                {
                    WriteKeys(_keys, c, columns);
                }
            }

            return _keys.AsSpan(0, Count * columns);
        }
    }

    /// <summary>A whole number that is ordered among others as the value is; <see cref="MissingAbove"/> for NaN. The two zeros keep apart, minus zero below.</summary>
    public static int KeyOf(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return float.IsNaN(value) ? MissingAbove : bits ^ ((bits >> 31) & int.MaxValue);
    }

    /// <summary>How many rows make a block: as many as each thread's share, since every block reads all trees from far memory once.</summary>
    public static int RowsFor(TreeData data, TreeWork work)
    {
        int most = MostValues / Math.Max(1, data.Columns);
        int share = (data.Rows + work.Threads - 1) / work.Threads;
        return Math.Max(LeastRows, Math.Min(most, share));
    }

    public void Dispose()
    {
        if (_values is not null)
        {
            ArrayPool<float>.Shared.Return(_values);
            _values = null;
        }

        if (_keys is not null)
        {
            ArrayPool<int>.Shared.Return(_keys);
            _keys = null;
        }
    }

    private bool FindMissing()
    {
        for (int c = 0; c < Width; c++)
        {
            foreach (float value in _data.Column(c).Slice(_start, Count))
            {
                if (float.IsNaN(value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void WriteKeys(Span<int> keys, int column, int columns)
    {
        int at = column;
        bool isTwice = columns > Width;
        foreach (float value in _data.Column(column).Slice(_start, Count))
        {
            int key = KeyOf(value);
            keys[at] = key;
            if (isTwice)
            {
                keys[at + Width] = key == MissingAbove ? MissingBelow : key;
            }

            at += columns;
        }
    }
}
