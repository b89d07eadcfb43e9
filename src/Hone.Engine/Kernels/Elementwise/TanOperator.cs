using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The tangent of x.</summary>
internal readonly struct TanOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => T.Tan(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => Trigonometry.Tan<TPolicy, TVector>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T t = T.Tan(x);
        return T.One + (t * t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector t = Trigonometry.Tan<TPolicy, TVector>(x);
        return TPolicy.Add(TPolicy.Create(1f), TPolicy.Multiply(t, t));
    }
}
