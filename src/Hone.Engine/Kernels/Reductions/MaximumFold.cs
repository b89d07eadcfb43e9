using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The largest element; NaN wins over numbers.</summary>
internal readonly struct MaximumFold : IExtremum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Start<T>()
        where T : INumber<T> => T.CreateSaturating(double.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(T x)
        where T : INumber<T> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Read<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join<T>(T a, T b)
        where T : INumber<T> => T.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Join<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TPolicy, TVector>(TVector a)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => LaneFold<MaximumFold>.Across<TPolicy, TVector>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Beats<T>(T a, T b)
        where T : INumber<T> => a > b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Beats<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.GreaterThan(a, b);
}
