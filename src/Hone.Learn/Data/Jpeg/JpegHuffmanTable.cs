namespace Hone.Learn.Data;

/// <summary>One Huffman table, prepared for decoding: short codes by one look-up, long ones by comparing with the last code of each length.</summary>
internal sealed class JpegHuffmanTable
{
    /// <summary>Codes up to this many bits are found by one look-up.</summary>
    public const int LookupBits = 10;

    /// <summary>The run that stands for the end of a block in <see cref="Coefficients"/>.</summary>
    public const int EndOfBlock = 128;

    private const int LongestCode = 16;

    private readonly byte[] _symbols;

    // For each length the first code that is too large for it, moved to the left end of 16 bits; and what leads from a code to its symbol.
    private readonly int[] _limits = new int[LongestCode + 1];
    private readonly int[] _offsets = new int[LongestCode + 1];

    /// <summary>Prepares a table.</summary>
    /// <param name="counts">How many codes of 1 to 16 bits.</param>
    /// <param name="symbols">The symbols, shortest code first.</param>
    private JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            _offsets[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++)
            {
                if (length <= LookupBits)
                {
                    FillLookup(code, length, symbols[index]);
                }

                code++;
                index++;
            }

            _limits[length] = code << (LongestCode - length);
            code <<= 1;
        }

        FillCoefficients();
    }

    /// <summary>By the next ten bits: code length in the upper byte, symbol in the lower; 0 for a longer code.</summary>
    public ushort[] Lookup { get; } = new ushort[1 << LookupBits];

    /// <summary>
    /// By the next ten bits, when they hold a whole coefficient: its value from bit 16 on, the run of zeros before it in bits 8 to 15, the number of
    /// bits of code and value in bits 0 to 7. 0 for what does not fit.
    /// </summary>
    public int[] Coefficients { get; } = new int[1 << LookupBits];

    public static JpegHuffmanTable LuminanceDc { get; } = new(JpegStandardTables.LuminanceDcCounts, JpegStandardTables.DcSymbols);

    public static JpegHuffmanTable ChrominanceDc { get; } = new(JpegStandardTables.ChrominanceDcCounts, JpegStandardTables.DcSymbols);

    public static JpegHuffmanTable LuminanceAc { get; } = new(JpegStandardTables.LuminanceAcCounts, JpegStandardTables.LuminanceAcSymbols);

    public static JpegHuffmanTable ChrominanceAc { get; } = new(JpegStandardTables.ChrominanceAcCounts, JpegStandardTables.ChrominanceAcSymbols);

    /// <summary>Prepares a table, or answers null when its codes do not fit their lengths or a DC symbol is no bit length.</summary>
    public static JpegHuffmanTable? TryCreate(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool isDc)
    {
        int code = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            code += counts[length - 1];
            if (code > 1 << length)
            {
                return null;
            }

            code <<= 1;
        }

        if (isDc && symbols.ContainsAnyExceptInRange((byte)0, (byte)15))
        {
            return null;
        }

        return new JpegHuffmanTable(counts, symbols);
    }

    /// <summary>Finds a code that is longer than the look-up: length in the upper byte, symbol in the lower; -1 when there is no such code.</summary>
    /// <param name="next">The next 16 bits.</param>
    public int FindLong(int next)
    {
        for (int length = LookupBits + 1; length <= LongestCode; length++)
        {
            if (next < _limits[length])
            {
                return (length << 8) | _symbols[(next >> (LongestCode - length)) + _offsets[length]];
            }
        }

        return -1;
    }

    private void FillLookup(int code, int length, byte symbol)
    {
        int first = code << (LookupBits - length);
        Lookup.AsSpan(first, 1 << (LookupBits - length)).Fill((ushort)((length << 8) | symbol));
    }

    private void FillCoefficients()
    {
        for (int bits = 0; bits < Coefficients.Length; bits++)
        {
            int length = Lookup[bits] >> 8;
            int run = (Lookup[bits] >> 4) & 15;
            int size = Lookup[bits] & 15;
            if (length == 0)
            {
                continue;
            }

            if (run == 0 && size == 0)
            {
                Coefficients[bits] = (EndOfBlock << 8) | length;
            }
            else if (size > 0 && length + size <= LookupBits)
            {
                int magnitude = (bits >> (LookupBits - length - size)) & ((1 << size) - 1);
                int value = magnitude < 1 << (size - 1) ? magnitude - (1 << size) + 1 : magnitude;
                Coefficients[bits] = (value << 16) | (run << 8) | (length + size);
            }
        }
    }
}
