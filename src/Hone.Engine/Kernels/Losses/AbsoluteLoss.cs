using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>|x - t|; the slope is 0 where they meet.</summary>
internal readonly struct AbsoluteLoss : IPairLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => T.Abs(x - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => Sign(x - t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TargetSlope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => -Slope(x, t, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Abs(TPolicy.Subtract(x, t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => Sign<TPolicy, TVector>(TPolicy.Subtract(x, t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TargetSlope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Subtract(TPolicy.Zero, Slope<TPolicy, TVector>(x, t, a, b));

    /// <summary>-1, 0 or 1; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sign<T>(T x)
        where T : IFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;

    /// <inheritdoc cref="Sign{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sign<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector negative = TPolicy.Select(TPolicy.GreaterThan(TPolicy.Zero, x), TPolicy.Create(-1f), x);
        return TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), TPolicy.Create(1f), negative);
    }
}
