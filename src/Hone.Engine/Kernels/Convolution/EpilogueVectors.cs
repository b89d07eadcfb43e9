using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>A <see cref="ConvEpilogue"/> for sums that are still in a register.</summary>
internal static unsafe class EpilogueVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>y = sum + shift (+ residual), then max(y, 0) if asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(float* y, TVector sum, TVector shift, float* residual, bool relu)
    {
        TVector value = TPolicy.Add(sum, shift);
        if (residual != null)
        {
            value = TPolicy.Add(value, TPolicy.Load(residual));
        }

        TPolicy.Store(y, relu ? TPolicy.Max(value, TPolicy.Zero) : value);
    }
}
