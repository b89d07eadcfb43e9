using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone;

/// <summary>
/// A counter-based random generator: the i-th number of a stream depends on seed, name and i alone, so results do not depend
/// on threads, and a stream can be split or resumed at any point.
/// </summary>
/// <remarks>
/// One seed gives independent streams by name ("split", "init", "shuffle", "augment", "dropout") and by index. Numbers come from
/// the finalizer of SplitMix64 (Steele, Lea, Flood 2014) over key + (i + 1) * golden ratio. Not for cryptography.
/// </remarks>
public sealed class RandomStream
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;
    private const ulong FirstFactor = 0xBF58476D1CE4E5B9;
    private const ulong SecondFactor = 0x94D049BB133111EB;

    private readonly ulong _key;

    /// <summary>The stream of this name under a seed.</summary>
    /// <param name="seed">The project's one seed.</param>
    /// <param name="name">What the numbers are for; other names give unrelated numbers.</param>
    public RandomStream(long seed, string name)
        : this(Mix((ulong)seed ^ Hash(name)))
    {
    }

    /// <summary>The stream that <see cref="State"/> described: it goes on with the next number.</summary>
    /// <param name="state">Key and position.</param>
    public RandomStream(RandomStreamState state)
        : this(state.Key) => Position = state.Position;

    private RandomStream(ulong key) => _key = key;

    /// <summary>Everything that is needed to go on elsewhere: no seed, no name.</summary>
    public RandomStreamState State => new(_key, Position);

    /// <summary>How many 64-bit numbers have been drawn; saved and restored to resume a stream.</summary>
    public ulong Position { get; set; }

    /// <summary>The number at a position of a stream key; kernels that draw in parallel start here.</summary>
    internal static ulong At(ulong key, ulong position) => Mix(key + ((position + 1) * GoldenRatio));

    /// <summary>An unrelated stream for one epoch, item or layer.</summary>
    public RandomStream Split(long index) => new(Mix(_key ^ Mix((ulong)index + GoldenRatio)));

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => At(_key, Position++);

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1) with 24 bits.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <summary>Uniform in 0..<paramref name="limit"/>-1, without bias beyond 2^-64 * limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public int NextInt(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)limit, out _);
    }

    /// <summary>Standard normal, by the Box-Muller transform; draws two numbers.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>The numbers 0..<paramref name="count"/>-1 in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (int i = 0; i < count; i++)
        {
            int j = NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    /// <summary>Fills with uniform numbers in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public void FillUniform(Span<float> values, float low, float high)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = low + ((high - low) * NextSingle());
        }
    }

    /// <summary>Fills with normal numbers, those of <see cref="NextNormal"/> one after another up to the rounding of logarithm and cosine; draws two for each.</summary>
    public unsafe void FillNormal(Span<float> values, float mean, float standardDeviation)
    {
        fixed (float* y = values)
        {
            Kernels.NormalFill.Run(y, values.Length, _key, Position, mean, standardDeviation);
        }

        Position += 2 * (ulong)values.Length;
    }

    /// <summary>What <see cref="At"/> mixes for eight positions: the given one and every second after it.</summary>
    internal static Vector512<ulong> Counters(ulong key, ulong position)
    {
        Vector512<ulong> positions = Vector512.Create(position + 1) + (Vector512<ulong>.Indices * 2);
        return Vector512.Create(key) + (positions * GoldenRatio);
    }

    /// <summary>The way from the counter of one position to that of a later one.</summary>
    internal static Vector512<ulong> CounterStep(ulong positions) => Vector512.Create(positions * GoldenRatio);

    /// <summary>The numbers of eight counters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<ulong> Mix(Vector512<ulong> z)
    {
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return z ^ (z >> 31);
    }

    /// <summary>Takes a key for a kernel that draws in parallel, and moves on so that no number is used twice.</summary>
    internal ulong NextKey() => NextUInt64();

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return z ^ (z >> 31);
    }

    // FNV-1a over UTF-16 code units: the same on every machine, unlike string.GetHashCode.
    private static ulong Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in name)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return hash;
    }
}
