namespace Hone.Learn.Data;

/// <summary>Expands the LZW codes of GIF.</summary>
internal static class GifLzw
{
    private const int LongestCode = 12;
    private const int TableLength = 1 << LongestCode;

    /// <summary>Expands codes from sub-blocks into indices.</summary>
    /// <param name="blocks">Blocks of a length and so many bytes, up to one of length 0.</param>
    /// <param name="codeSize">Bits of an index, 1 to 8.</param>
    /// <param name="indices">The result.</param>
    /// <returns>How many indices were filled before the end or the first invalid code.</returns>
    public static int Expand(ReadOnlySpan<byte> blocks, int codeSize, Span<byte> indices)
    {
        // Each code stands for the string of another code and one index more.
        Span<ushort> prefixes = stackalloc ushort[TableLength];
        Span<byte> suffixes = stackalloc byte[TableLength];
        Span<byte> reversed = stackalloc byte[TableLength];
        int clear = 1 << codeSize;
        int end = clear + 1;
        int next = clear + 2;
        int bits = codeSize + 1;
        int previous = -1;
        byte first = 0;
        int filled = 0;
        uint buffer = 0;
        int count = 0;
        int at = 0;
        int blockEnd = 0;
        while (filled < indices.Length)
        {
            while (count < bits)
            {
                if (at == blockEnd)
                {
                    if (at >= blocks.Length || blocks[at] == 0)
                    {
                        return filled;
                    }

                    blockEnd = Math.Min(at + 1 + blocks[at], blocks.Length);
                    at++;
                    continue;
                }

                buffer |= (uint)blocks[at] << count;
                count += 8;
                at++;
            }

            int code = (int)(buffer & ((1u << bits) - 1));
            buffer >>= bits;
            count -= bits;
            if (code == clear)
            {
                next = clear + 2;
                bits = codeSize + 1;
                previous = -1;
                continue;
            }

            if (code == end || code > next || (code == next && previous < 0) || (previous < 0 && code > end))
            {
                return filled;
            }

            // A code that is just being defined is the string before and its own first index.
            int length = 0;
            int walk = code;
            if (code == next)
            {
                reversed[length] = first;
                length++;
                walk = previous;
            }

            while (walk > end)
            {
                reversed[length] = suffixes[walk];
                length++;
                walk = prefixes[walk];
            }

            first = (byte)walk;
            reversed[length] = first;
            length++;
            for (int i = length - 1; i >= 0 && filled < indices.Length; i--)
            {
                indices[filled] = reversed[i];
                filled++;
            }

            if (previous >= 0 && next < TableLength)
            {
                prefixes[next] = (ushort)previous;
                suffixes[next] = first;
                next++;
                if (next == 1 << bits && bits < LongestCode)
                {
                    bits++;
                }
            }

            previous = code;
        }

        return filled;
    }
}
