namespace Hone.Learn.Data;

/// <summary>The quantization and Huffman tables that a file has defined so far.</summary>
internal sealed class JpegTables
{
    private const int LongestCode = 16;

    private readonly ushort[]?[] _quantization = new ushort[4][];
    private readonly JpegHuffmanTable?[] _dc = new JpegHuffmanTable[4];
    private readonly JpegHuffmanTable?[] _ac = new JpegHuffmanTable[4];

    /// <summary>A quantization table in the order of the block; null when the file has not defined it.</summary>
    public ushort[]? Quantization(int index) => _quantization[index];

    /// <summary>A table for DC; files without tables mean those of the standard. Null for an index that has none there.</summary>
    public JpegHuffmanTable? Dc(int index) => _dc[index] ?? index switch
    {
        0 => JpegHuffmanTable.LuminanceDc,
        1 => JpegHuffmanTable.ChrominanceDc,
        _ => null,
    };

    /// <summary>A table for AC; files without tables mean those of the standard. Null for an index that has none there.</summary>
    public JpegHuffmanTable? Ac(int index) => _ac[index] ?? index switch
    {
        0 => JpegHuffmanTable.LuminanceAc,
        1 => JpegHuffmanTable.ChrominanceAc,
        _ => null,
    };

    /// <summary>Reads a DQT segment.</summary>
    public void ReadQuantization(ReadOnlySpan<byte> data, int offset, string name)
    {
        int at = 0;
        while (at < data.Length)
        {
            int bytes = (data[at] >> 4) + 1;
            int index = data[at] & 15;
            if (bytes > 2 || index > 3 || data.Length - at - 1 < JpegZigzag.Size * bytes)
            {
                throw new HoneFormatException(
                    name,
                    offset + at,
                    "A quantization table has precision 0 or 1, index 0 to 3, and 64 values.",
                    $"precision {bytes - 1}, index {index}, {data.Length - at - 1} bytes");
            }

            var table = new ushort[JpegZigzag.Size];
            for (int k = 0; k < table.Length; k++)
            {
                int value = at + 1 + (k * bytes);
                table[JpegZigzag.ToNatural[k]] = bytes == 1 ? data[value] : (ushort)((data[value] << 8) | data[value + 1]);
            }

            _quantization[index] = table;
            at += 1 + (JpegZigzag.Size * bytes);
        }
    }

    /// <summary>Reads a DHT segment.</summary>
    public void ReadHuffman(ReadOnlySpan<byte> data, int offset, string name)
    {
        int at = 0;
        while (at < data.Length)
        {
            bool isDc = data[at] >> 4 == 0;
            int index = data[at] & 15;
            int remaining = data.Length - at - 1;
            int symbols = 0;
            for (int i = 0; i < Math.Min(LongestCode, remaining); i++)
            {
                symbols += data[at + 1 + i];
            }

            if (data[at] >> 4 > 1 || index > 3 || symbols > 256 || remaining < LongestCode + symbols)
            {
                throw new HoneFormatException(
                    name,
                    offset + at,
                    "A Huffman table has class 0 or 1, index 0 to 3, 16 counts and at most 256 symbols.",
                    $"class {data[at] >> 4}, index {index}, {symbols} symbols, {remaining} bytes");
            }

            JpegHuffmanTable table = JpegHuffmanTable.TryCreate(data.Slice(at + 1, LongestCode), data.Slice(at + 1 + LongestCode, symbols), isDc)
                ?? throw new HoneFormatException(
                    name,
                    offset + at,
                    "The codes of a Huffman table fit their lengths, and a DC table has bit lengths 0 to 15 as its symbols.",
                    $"{symbols} symbols with counts {string.Join(' ', data.Slice(at + 1, LongestCode).ToArray())}");
            (isDc ? _dc : _ac)[index] = table;
            at += 1 + LongestCode + symbols;
        }
    }
}
