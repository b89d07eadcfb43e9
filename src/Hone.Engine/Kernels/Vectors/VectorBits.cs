namespace Hone.Kernels;

/// <summary>The bits of some floats, read as whole numbers: positive floats lie in the order of their bits.</summary>
internal static class VectorBits
{
    /// <summary>2^-126, the smallest number with all its digits.</summary>
    public const uint SmallestNormal = 0x00800000;

    public const uint Infinity = 0x7F800000;

    public const uint Sign = 0x80000000;
}
