using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Copies or adds a short row of any length; vectors of four lanes and a scalar tail, because the rows are tails themselves.</summary>
internal static unsafe class RowCopy
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, float* destination, nint count, bool accumulate)
    {
        nint i = 0;
        for (; i + Vector128<float>.Count <= count; i += Vector128<float>.Count)
        {
            Vector128<float> value = Vector128.Load(source + i);
            Vector128.Store(accumulate ? value + Vector128.Load(destination + i) : value, destination + i);
        }

        for (; i < count; i++)
        {
            destination[i] = accumulate ? source[i] + destination[i] : source[i];
        }
    }
}
