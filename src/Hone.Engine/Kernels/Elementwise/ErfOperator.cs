using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The error function.</summary>
internal readonly struct ErfOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => ScalarMath.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => VectorMath.Erf<TPolicy, TVector>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Exp(-x * x) * T.CreateChecked(1.1283791670955126);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Multiply(VectorMath.Exp<TPolicy, TVector>(TPolicy.Subtract(TPolicy.Zero, TPolicy.Multiply(x, x))), TPolicy.Create(1.1283791f));
}
