using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>1 / sqrt(x).</summary>
internal readonly struct RsqrtOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.One / T.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Divide(TPolicy.Create(1f), TPolicy.Sqrt(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.CreateChecked(-0.5) / (x * T.Sqrt(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Divide(TPolicy.Create(-0.5f), TPolicy.Multiply(x, TPolicy.Sqrt(x)));
}
