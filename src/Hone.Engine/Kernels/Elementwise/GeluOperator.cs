using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>x times the normal distribution function: x (1 + erf(x / sqrt 2)) / 2.</summary>
internal readonly struct GeluOperator : IDifferentiableOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T> => x * T.CreateChecked(0.5) * (T.One + ScalarMath.Erf(x * T.CreateChecked(0.7071067811865476)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct => TPolicy.Multiply(x, VectorMath.NormalDistribution<TPolicy, TVector>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T distribution = T.CreateChecked(0.5) * (T.One + ScalarMath.Erf(x * T.CreateChecked(0.7071067811865476)));
        T density = T.Exp(x * x * T.CreateChecked(-0.5)) * T.CreateChecked(0.3989422804014327);
        return distribution + (x * density);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        TVector distribution = VectorMath.NormalDistribution<TPolicy, TVector>(x);
        TVector density = TPolicy.Multiply(VectorMath.Exp<TPolicy, TVector>(TPolicy.Multiply(TPolicy.Multiply(x, x), TPolicy.Create(-0.5f))), TPolicy.Create(0.39894228f));
        return TPolicy.MultiplyAdd(x, density, distribution);
    }
}
