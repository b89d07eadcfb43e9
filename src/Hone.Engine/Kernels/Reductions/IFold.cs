using System.Numerics;

namespace Hone.Kernels;

/// <summary>What a reduction does: how it reads an element and how two results become one. The loops live in <see cref="FoldLoop{TFold}"/>.</summary>
internal interface IFold
{
    /// <summary>The result over no elements.</summary>
    static abstract T Start<T>()
        where T : INumber<T>;

    /// <summary>What one element contributes.</summary>
    static abstract T Read<T>(T x)
        where T : INumber<T>;

    static abstract TVector Read<TPolicy, TVector>(TVector x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;

    /// <summary>The result over the elements of two results.</summary>
    static abstract T Join<T>(T a, T b)
        where T : INumber<T>;

    static abstract TVector Join<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;

    /// <summary>The result over the lanes of a register.</summary>
    static abstract float Across<TPolicy, TVector>(TVector a)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
