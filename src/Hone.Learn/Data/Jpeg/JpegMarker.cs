namespace Hone.Learn.Data;

/// <summary>The second byte of JPEG markers (ITU-T T.81, table B.1); the first is 0xFF.</summary>
internal static class JpegMarker
{
    public const byte Baseline = 0xC0;
    public const byte Extended = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte ArithmeticConditions = 0xCC;
    public const byte LastFrame = 0xCF;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte Start = 0xD8;
    public const byte End = 0xD9;
    public const byte Scan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte NumberOfLines = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;
    public const byte Temporary = 0x01;

    /// <summary>Whether the marker starts a frame: SOF0 to SOF15 without the three other markers in that range.</summary>
    public static bool IsFrame(byte marker) => marker is >= Baseline and <= LastFrame and not (HuffmanTables or ArithmeticConditions or 0xC8);

    /// <summary>Whether no length and no data follow.</summary>
    public static bool IsBare(byte marker) => marker is (>= FirstRestart and <= End) or Temporary;

    public static bool IsRestart(byte marker) => marker is >= FirstRestart and <= LastRestart;
}
