using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>e^x; the gradient is dy y.</summary>
internal readonly struct ExpOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => VectorMath.Exp<TPolicy, TVector>(x);
}
