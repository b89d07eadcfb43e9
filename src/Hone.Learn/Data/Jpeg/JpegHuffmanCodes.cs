namespace Hone.Learn.Data;

/// <summary>A Huffman table prepared for encoding: code and length of each symbol.</summary>
internal sealed class JpegHuffmanCodes
{
    private readonly ushort[] _codes = new ushort[256];
    private readonly byte[] _lengths = new byte[256];

    private JpegHuffmanCodes(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= counts.Length; length++)
        {
            for (int i = 0; i < counts[length - 1]; i++)
            {
                _codes[symbols[index]] = (ushort)code;
                _lengths[symbols[index]] = (byte)length;
                code++;
                index++;
            }

            code <<= 1;
        }
    }

    public static JpegHuffmanCodes LuminanceDc { get; } = new(JpegStandardTables.LuminanceDcCounts, JpegStandardTables.DcSymbols);

    public static JpegHuffmanCodes ChrominanceDc { get; } = new(JpegStandardTables.ChrominanceDcCounts, JpegStandardTables.DcSymbols);

    public static JpegHuffmanCodes LuminanceAc { get; } = new(JpegStandardTables.LuminanceAcCounts, JpegStandardTables.LuminanceAcSymbols);

    public static JpegHuffmanCodes ChrominanceAc { get; } = new(JpegStandardTables.ChrominanceAcCounts, JpegStandardTables.ChrominanceAcSymbols);

    public void Write(JpegBitWriter writer, int symbol) => writer.Write(_codes[symbol], _lengths[symbol]);
}
