using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>ln(1 + x).</summary>
internal readonly struct Log1pOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => ScalarMath.Log1p(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => VectorMath.Log1p<TPolicy, TVector>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.One / (T.One + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Divide(TPolicy.Create(1f), TPolicy.Add(TPolicy.Create(1f), x));
}
