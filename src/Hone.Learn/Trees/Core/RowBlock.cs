using System.Buffers;

namespace Hone.Learn;

/// <summary>Some rows of a table, one after the other, in the form that a walk down a tree asks for: as floats, or as whole numbers in the same order.</summary>
internal sealed class RowBlock : IDisposable
{
    /// <summary>The key of a missing value: above all others.</summary>
    public const int MissingKey = int.MaxValue;

    // 16 MiB: more rows at once would not be faster.
    private const int MostValues = 1 << 22;
    private const int LeastRows = 256;

    private readonly TreeData _data;
    private readonly int _start;
    private float[]? _values;
    private int[]? _keys;

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

    /// <summary>[count, width], as <see cref="KeyOf"/> makes them.</summary>
    public ReadOnlySpan<int> Keys
    {
        get
        {
            if (_keys is null)
            {
                _keys = ArrayPool<int>.Shared.Rent(Count * Width);
                for (int c = 0; c < Width; c++)
                {
                    int at = c;
                    foreach (float value in _data.Column(c).Slice(_start, Count))
                    {
                        _keys[at] = KeyOf(value);
                        at += Width;
                    }
                }
            }

            return _keys.AsSpan(0, Count * Width);
        }
    }

    /// <summary>A whole number that is ordered among others as the value is; <see cref="MissingKey"/> for NaN. The two zeros keep apart, minus zero below.</summary>
    public static int KeyOf(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return float.IsNaN(value) ? MissingKey : bits ^ ((bits >> 31) & int.MaxValue);
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
}
