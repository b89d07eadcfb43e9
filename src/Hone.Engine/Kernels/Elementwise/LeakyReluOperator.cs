using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x above 0, first times x elsewhere.</summary>
internal readonly struct LeakyReluOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > T.Zero ? x : first * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), x, TPolicy.Multiply(first, x));
}

/// <summary>The derivative of <see cref="LeakyReluOperator"/>: 1 above 0, first elsewhere.</summary>
internal readonly struct LeakyReluSlopeOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > T.Zero ? T.One : first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), TPolicy.Create(1f), first);
}
