using System.Numerics;

namespace Hone.Kernels;

/// <summary>What a unary operation does to one number and to one register; the loop lives in <see cref="UnaryLoop{T, TOperator}"/>.</summary>
internal interface IUnaryOperator
{
    static abstract T Apply<T>(T x)
        where T : IFloatingPointIeee754<T>;

    static abstract TVector Apply<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
