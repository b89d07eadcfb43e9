using System.Numerics;

namespace Hone.Kernels;

/// <summary>A function of one number and its derivative there; <see cref="UnaryLoop{T, TOperator}"/> and <see cref="GradientLoop{T, TOperator}"/> hold the loops.</summary>
internal interface IDifferentiableOperator : IUnaryOperator
{
    static abstract T Derivative<T>(T x)
        where T : IFloatingPointIeee754<T>;

    static abstract TVector Derivative<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
