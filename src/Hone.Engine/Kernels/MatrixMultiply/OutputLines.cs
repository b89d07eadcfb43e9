using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hone.Kernels;

/// <summary>Asks for the lines of memory that a tile will write or add before its sums begin, so that they have arrived when the sums are done.</summary>
internal static unsafe class OutputLines
{
    /// <summary>Prefetches the first and last line of each row of a tile; any address will do, and no value changes.</summary>
    /// <param name="c">First element of the first row.</param>
    /// <param name="cStride">Floats from one row to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, at most two lines of memory.</param>
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
