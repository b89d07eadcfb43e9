namespace Hone.Kernels;

internal readonly struct SevenRows : IRowCount
{
    public static int Value => 7;
}

internal readonly struct EightRows : IRowCount
{
    public static int Value => 8;
}

internal readonly struct NineRows : IRowCount
{
    public static int Value => 9;
}

internal readonly struct TenRows : IRowCount
{
    public static int Value => 10;
}

internal readonly struct ElevenRows : IRowCount
{
    public static int Value => 11;
}

internal readonly struct TwelveRows : IRowCount
{
    public static int Value => 12;
}
