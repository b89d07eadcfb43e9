using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>1 / (1 + e^-x).</summary>
internal readonly struct SigmoidOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => VectorMath.Sigmoid<TPolicy, TVector>(x);
}

/// <summary>The gradient a times y (1 - y), where b is the output y.</summary>
internal readonly struct SigmoidGradientOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => a * b * (T.One - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Multiply(TPolicy.Multiply(a, b), TPolicy.Subtract(TPolicy.Create(1f), b));
}
