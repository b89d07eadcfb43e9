using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The square root.</summary>
internal readonly struct SqrtOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Sqrt(x);
}

/// <summary>The gradient a over 2 y, where b is the output y.</summary>
internal readonly struct SqrtGradientOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => a / (b + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Divide(a, TPolicy.Add(b, b));
}
