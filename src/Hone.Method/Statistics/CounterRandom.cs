namespace Hone.Method;

/// <summary>SplitMix64 as a function of a counter: number i of a seed is the same whoever asks for it first.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.</remarks>
internal readonly struct CounterRandom(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private readonly ulong _start = Mix(seed);

    public ulong this[ulong counter] => Mix(_start + (counter * GoldenGamma));

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1 out of the upper 32 bits; the bias is below count / 2^32.</summary>
    public int Below(int count, ulong counter) => (int)(((this[counter] >> 32) * (ulong)count) >> 32);

    /// <summary>A stream of its own, independent of this one.</summary>
    public CounterRandom Stream(ulong number) => new(this[ulong.MaxValue - number]);

    public static ulong Mix(ulong value)
    {
        value += GoldenGamma;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
