using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>(x - t)^2.</summary>
internal readonly struct SquaredLoss : IPairLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => (x - t) * (x - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => (x - t) + (x - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TargetSlope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => -Slope(x, t, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector d = TPolicy.Subtract(x, t);
        return TPolicy.Multiply(d, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector d = TPolicy.Subtract(x, t);
        return TPolicy.Add(d, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TargetSlope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Subtract(TPolicy.Zero, Slope<TPolicy, TVector>(x, t, a, b));
}
