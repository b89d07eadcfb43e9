using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>-1, 0 or 1 by the sign of x.</summary>
internal readonly struct SignOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector positive = TPolicy.Select(TPolicy.GreaterThan(x, TPolicy.Zero), TPolicy.Create(1f), x);
        return TPolicy.Select(TPolicy.GreaterThan(TPolicy.Zero, x), TPolicy.Create(-1f), positive);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Zero;
}
