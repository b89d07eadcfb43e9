namespace Hone.Kernels;

/// <summary>A number known to the JIT: a kernel that is generic over it is compiled once for each number, without branches in its loop.</summary>
internal interface IRowCount
{
    static abstract int Value { get; }
}

internal readonly struct OneRow : IRowCount
{
    public static int Value => 1;
}

internal readonly struct TwoRows : IRowCount
{
    public static int Value => 2;
}

internal readonly struct ThreeRows : IRowCount
{
    public static int Value => 3;
}

internal readonly struct FourRows : IRowCount
{
    public static int Value => 4;
}

internal readonly struct FiveRows : IRowCount
{
    public static int Value => 5;
}

internal readonly struct SixRows : IRowCount
{
    public static int Value => 6;
}
