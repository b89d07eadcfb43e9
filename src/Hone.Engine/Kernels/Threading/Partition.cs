namespace Hone.Kernels;

/// <summary>Cuts a range into parts whose borders depend on the range alone, never on the number of threads.</summary>
internal static class Partition
{
    /// <summary>Below this many elements a simple loop stays on the caller's thread: dispatch would cost more than it saves.</summary>
    public const int ParallelElements = 32 * 1024;

    /// <summary>Number of parts for <paramref name="count"/> elements at about <paramref name="grain"/> elements a part.</summary>
    public static int Parts(nint count, nint grain)
    {
        if (count <= grain)
        {
            return 1;
        }

        return (int)Math.Min(1024, (count + grain - 1) / grain);
    }

    /// <summary>First element of a part; borders fall on multiples of 64 elements (a few cache lines) where the range is long.</summary>
    public static nint Start(nint count, int parts, int part)
    {
        if (part >= parts)
        {
            return count;
        }

        // Both factors together have far fewer than 63 bits: there are at most 1024 parts.
        nint start = (nint)((long)count * part / parts);
        return count >= 64 * (nint)parts ? start & ~(nint)63 : start;
    }
}
