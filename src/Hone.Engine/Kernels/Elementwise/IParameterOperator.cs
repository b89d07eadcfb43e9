using System.Numerics;

namespace Hone.Kernels;

/// <summary>A function of one number with two constants; see <see cref="ParameterLoop{T, TOperator}"/>.</summary>
internal interface IParameterOperator
{
    static abstract T Apply<T>(T x, T first, T second)
        where T : IFloatingPointIeee754<T>;

    static abstract TVector Apply<TPolicy, TVector>(TVector x, TVector first, TVector second)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
