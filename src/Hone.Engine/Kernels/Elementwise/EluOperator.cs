using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x above 0, first times (e^x - 1) elsewhere.</summary>
internal readonly struct EluOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > T.Zero ? x : first * ScalarMath.Expm1(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), x, TPolicy.Multiply(first, VectorMath.Expm1<TPolicy, TVector>(x)));
}

/// <summary>The derivative of <see cref="EluOperator"/>: 1 above 0, first times e^x elsewhere.</summary>
internal readonly struct EluSlopeOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > T.Zero ? T.One : first * T.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), TPolicy.Create(1f), TPolicy.Multiply(first, VectorMath.Exp<TPolicy, TVector>(x)));
}
