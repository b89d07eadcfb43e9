namespace Hone.Learn;

/// <summary>Sorts short lists of 32-bit keys by their upper 16 bits; keys that are equal there keep their order.</summary>
internal sealed class KeySort
{
    private const int InsertionLimit = 24;
    private const int RadixLimit = 200;

    private readonly int[] _starts = new int[256];
    private uint[] _other = [];

    /// <summary>Sorts keys whose lower 16 bits ascend: then the order by all 32 bits is the stable one.</summary>
    public void Sort(Span<uint> keys)
    {
        if (keys.Length <= InsertionLimit)
        {
            Insert(keys);
        }
        else if (keys.Length <= RadixLimit)
        {
            keys.Sort();
        }
        else
        {
            if (_other.Length < keys.Length)
            {
                _other = new uint[Math.Max(keys.Length, 4096)];
            }

            Span<uint> other = _other.AsSpan(0, keys.Length);
            Scatter(keys, other, 16);
            Scatter(other, keys, 24);
        }
    }

    private static void Insert(Span<uint> keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            uint key = keys[i];
            int at = i - 1;
            while (at >= 0 && keys[at] > key)
            {
                keys[at + 1] = keys[at];
                at--;
            }

            keys[at + 1] = key;
        }
    }

    /// <summary>One pass of a radix sort over 8 bits.</summary>
    private void Scatter(ReadOnlySpan<uint> from, Span<uint> to, int shift)
    {
        Span<int> starts = _starts;
        starts.Clear();
        foreach (uint key in from)
        {
            starts[(int)((key >> shift) & 0xFF)]++;
        }

        int sum = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int count = starts[i];
            starts[i] = sum;
            sum += count;
        }

        foreach (uint key in from)
        {
            to[starts[(int)((key >> shift) & 0xFF)]++] = key;
        }
    }
}
