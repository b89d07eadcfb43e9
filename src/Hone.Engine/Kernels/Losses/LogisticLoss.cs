using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Minus the log likelihood of a yes or no under the logit x: b ((1 - t) x + (1 + (a - 1) t) ln(1 + e^-x)); a weighs the yes, b all.</summary>
internal readonly struct LogisticLoss : IPairLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => b * (((T.One - t) * x) + ((T.One + ((a - T.One) * t)) * SoftplusOperator.Apply(-x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Slope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => b * (T.One - t - ((T.One + ((a - T.One) * t)) / (T.One + T.Exp(x))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TargetSlope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T> => b * (((a - T.One) * SoftplusOperator.Apply(-x)) - x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        TVector surprise = SoftplusOperator.Apply<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Zero, x));
        TVector factor = TPolicy.MultiplyAdd(TPolicy.Subtract(a, one), t, one);
        return TPolicy.Multiply(b, TPolicy.MultiplyAdd(TPolicy.Subtract(one, t), x, TPolicy.Multiply(factor, surprise)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        TVector factor = TPolicy.MultiplyAdd(TPolicy.Subtract(a, one), t, one);
        TVector share = TPolicy.Divide(factor, TPolicy.Add(one, VectorMath.Exp<TPolicy, TVector>(x)));
        return TPolicy.Multiply(b, TPolicy.Subtract(TPolicy.Subtract(one, t), share));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TargetSlope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector surprise = SoftplusOperator.Apply<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Zero, x));
        return TPolicy.Multiply(b, TPolicy.Subtract(TPolicy.Multiply(TPolicy.Subtract(a, TPolicy.Create(1f)), surprise), x));
    }
}
