using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Huber's loss in two scales: (x - t)^2 b / 2 where |x - t| is below a, a b (|x - t| - a / 2) elsewhere.</summary>
internal readonly struct SmoothLoss : IPairLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T>
    {
        T d = T.Abs(x - t);
        T half = T.One / (T.One + T.One);
        return d < a ? d * d * (half * b) : a * b * (d - (half * a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T>
    {
        T d = x - t;
        return T.Abs(d) < a ? d * b : AbsoluteLoss.Sign(d) * (a * b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TargetSlope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => -Slope(x, t, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector d = TPolicy.Abs(TPolicy.Subtract(x, t));
        TVector half = TPolicy.Create(0.5f);
        TVector parabola = TPolicy.Multiply(TPolicy.Multiply(d, d), TPolicy.Multiply(half, b));
        TVector line = TPolicy.Multiply(TPolicy.Multiply(a, b), TPolicy.Subtract(d, TPolicy.Multiply(half, a)));
        return TPolicy.Select(TPolicy.GreaterThan(a, d), parabola, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector d = TPolicy.Subtract(x, t);
        TVector line = TPolicy.Multiply(AbsoluteLoss.Sign<TPolicy, TVector>(d), TPolicy.Multiply(a, b));
        return TPolicy.Select(TPolicy.GreaterThan(a, TPolicy.Abs(d)), TPolicy.Multiply(d, b), line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TargetSlope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Subtract(TPolicy.Zero, Slope<TPolicy, TVector>(x, t, a, b));
}
