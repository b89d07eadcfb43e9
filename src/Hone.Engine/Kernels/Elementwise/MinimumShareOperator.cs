using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The part of the gradient that a receives from the smaller of a and b: 1, 1/2 where they are equal, or 0.</summary>
internal readonly struct MinimumShareOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T a, T b)
        where T : System.Numerics.INumber<T> => a > b ? T.Zero : a == b ? T.One / (T.One + T.One) : T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector wins = TPolicy.Select(TPolicy.Equal(a, b), TPolicy.Create(0.5f), TPolicy.Create(1f));
        return TPolicy.Select(TPolicy.GreaterThan(a, b), TPolicy.Zero, wins);
    }
}
