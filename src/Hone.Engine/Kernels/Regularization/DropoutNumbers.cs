namespace Hone.Kernels;

/// <summary>
/// Uniform 24-bit numbers of a key, one for each 32-bit index: two rounds of a 32-bit mixer (Wellons 2018, the constants with the least bias for two
/// multiplications), each under one half of the key. 32 bits fill a register with twice the numbers of a 64-bit generator, and AVX2 multiplies them.
/// </summary>
internal static class DropoutNumbers
{
    public const uint FirstFactor = 0x7FEB352D;
    public const uint SecondFactor = 0x846CA68B;

    /// <summary>The number at an index, in 0..2^24-1.</summary>
    public static uint At(ulong key, uint index) => Mix(Mix(index ^ (uint)key) + (uint)(key >> 32)) >> 8;

    /// <summary>A probability as the limit below which a number drops its element.</summary>
    public static uint Limit(double p) => (uint)Math.Round(p * (1 << 24));

    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * FirstFactor;
        x = (x ^ (x >> 15)) * SecondFactor;
        return x ^ (x >> 16);
    }
}
