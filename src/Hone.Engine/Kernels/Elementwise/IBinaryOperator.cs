using System.Numerics;

namespace Hone.Kernels;

/// <summary>What a binary operation does to one pair of numbers and to one pair of registers; the loop lives in <see cref="BinaryLoop{T, TOperator}"/>.</summary>
internal interface IBinaryOperator
{
    static abstract T Apply<T>(T a, T b)
        where T : INumber<T>;

    static abstract TVector Apply<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
