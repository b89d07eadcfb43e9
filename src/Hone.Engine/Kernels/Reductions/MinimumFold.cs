using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The smallest element; NaN wins over numbers.</summary>
internal readonly struct MinimumFold : IExtremum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Start<T>()
        where T : INumber<T> => T.CreateSaturating(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(T x)
        where T : INumber<T> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Read<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join<T>(T a, T b)
        where T : INumber<T> => T.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Join<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Across<TPolicy, TVector>(TVector a)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => LaneFold<MinimumFold>.Across<TPolicy, TVector>(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Beats<T>(T a, T b)
        where T : INumber<T> => a < b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Beats<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.GreaterThan(b, a);
}
