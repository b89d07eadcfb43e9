using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Asks for the lines of memory that a tile will write, so that they have arrived when its sums are done.</summary>
internal static unsafe class OutputLines
{
    /// <summary>Prefetches the first and last line of each row of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* c, nint cStride, int rows, nint columns)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (int r = 0; r < rows; r++)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0(c + columns - 1);
            c += cStride;
        }
    }
}
