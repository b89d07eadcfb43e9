namespace Hone.Ops;

/// <summary>
/// A fingerprint of the numbers of an index tensor: backward uses them as addresses without another check, so they have to be those that forward has checked. A batch
/// buffer is refilled through <see cref="Tensor.AsSpan{T}"/> too, which no count of writes sees.
/// </summary>
internal readonly struct IndexSeal
{
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly ulong _print;

    private IndexSeal(ulong print) => _print = print;

    /// <summary>The fingerprint of the numbers as they are now.</summary>
    /// <param name="indices">Int64, without gaps.</param>
    public static IndexSeal Of(Tensor indices) => new(Print(indices));

    /// <summary>Whether the numbers are still the same; true for a stale tensor, which nobody can read.</summary>
    /// <param name="indices">The tensor that was sealed.</param>
    public bool Fits(Tensor indices) => indices.IsReleased || Print(indices) == _print;

    private static unsafe ulong Print(Tensor indices)
    {
        // Each step is a bijection of the number, so that one changed number always shows. Four chains, because a multiplication waits for the one before.
        ulong* values = (ulong*)indices.Pointer<long>();
        int count = indices.ElementCount;
        ulong a = 1;
        ulong b = 2;
        ulong c = 3;
        ulong d = 4;
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            a = (a ^ values[i]) * Factor;
            b = (b ^ values[i + 1]) * Factor;
            c = (c ^ values[i + 2]) * Factor;
            d = (d ^ values[i + 3]) * Factor;
        }

        for (; i < count; i++)
        {
            a = (a ^ values[i]) * Factor;
        }

        return (((((a * Factor) ^ b) * Factor) ^ c) * Factor) ^ d;
    }
}
