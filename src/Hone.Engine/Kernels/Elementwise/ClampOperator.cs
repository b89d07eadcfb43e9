using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x cut to first..second; NaN stays NaN.</summary>
internal readonly struct ClampOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x < first ? first : x > second ? second : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Min(TPolicy.Max(x, first), second);
}

/// <summary>The derivative of <see cref="ClampOperator"/>: 1 in first..second, borders included, else 0.</summary>
internal readonly struct ClampSlopeOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x >= first && x <= second ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector aboveFirst = TPolicy.Select(TPolicy.GreaterThan(first, x), TPolicy.Zero, TPolicy.Create(1f));
        TVector inside = TPolicy.Select(TPolicy.GreaterThan(x, second), TPolicy.Zero, aboveFirst);
        return TPolicy.Select(TPolicy.Equal(x, x), inside, TPolicy.Zero);
    }
}

/// <summary>1 between first and second, borders excluded, else 0: the derivative of the hard tanh.</summary>
internal readonly struct ClampInnerSlopeOperator : IParameterOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x, T first, T second)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > first && x < second ? T.One : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector aboveFirst = TPolicy.Select(TPolicy.GreaterThan(x, first), TPolicy.Create(1f), TPolicy.Zero);
        return TPolicy.Select(TPolicy.GreaterThan(second, x), aboveFirst, TPolicy.Zero);
    }
}
