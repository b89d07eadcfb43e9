using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The absolute value.</summary>
internal readonly struct AbsOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Max(x, TPolicy.Subtract(TPolicy.Zero, x));
}

/// <summary>The gradient a times the sign of the input b; 0 at 0.</summary>
internal readonly struct AbsGradientOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => b > T.Zero ? a : b < T.Zero ? -a : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Subtract(TPolicy.WherePositive(b, a), TPolicy.WherePositive(TPolicy.Subtract(TPolicy.Zero, b), a));
}
