using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>tanh x.</summary>
internal readonly struct TanhOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => VectorMath.Tanh<TPolicy, TVector>(x);
}

/// <summary>The gradient a times 1 - y^2, where b is the output y.</summary>
internal readonly struct TanhGradientOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => a * (T.One - (b * b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Multiply(a, TPolicy.Subtract(TPolicy.Create(1f), TPolicy.Multiply(b, b)));
}
