using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x sigmoid(x).</summary>
internal readonly struct SiluOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => x / (T.One + T.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Multiply(x, VectorMath.Sigmoid<TPolicy, TVector>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T s = T.One / (T.One + T.Exp(-x));
        return s * (T.One + (x * (T.One - s)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector one = TPolicy.Create(1f);
        TVector s = VectorMath.Sigmoid<TPolicy, TVector>(x);
        return TPolicy.Multiply(s, TPolicy.MultiplyAdd(x, TPolicy.Subtract(one, s), one));
    }
}
