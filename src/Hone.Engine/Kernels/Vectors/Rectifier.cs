using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The rectified linear unit of a register.</summary>
internal static class Rectifier<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>max(0, value), where NaN passes: x86 gives the second operand where one is NaN, Arm gives NaN. One instruction; a maximum that minds NaN takes several. The sign of a zero is the processor's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(TVector value) => TPolicy.MaxOfNumbers(TPolicy.Zero, value);
}
