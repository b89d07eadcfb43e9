using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>How a sum that is still in a register leaves it.</summary>
internal static unsafe class OutputVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Overwrites what lies at <paramref name="destination"/>, or adds to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(float* destination, TVector value, bool accumulate) =>
        TPolicy.Store(destination, accumulate ? TPolicy.Add(TPolicy.Load(destination), value) : value);
}
