using System.Numerics;

namespace Hone.Kernels;

/// <summary>
/// The loss of a prediction x against its target t with two constants or per-element factors a and b, and its derivatives;
/// <see cref="PairLossLoop{T, TLoss}"/> holds the loops.
/// </summary>
internal interface IPairLoss
{
    static abstract T Value<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T>;

    /// <summary>Derivative by x.</summary>
    static abstract T Slope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T>;

    /// <summary>Derivative by t.</summary>
    static abstract T TargetSlope<T>(T x, T t, T a, T b)
        where T : IFloatingPointIeee754<T>;

    static abstract TVector Value<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;

    /// <summary>Derivative by x.</summary>
    static abstract TVector Slope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;

    /// <summary>Derivative by t.</summary>
    static abstract TVector TargetSlope<TPolicy, TVector>(TVector x, TVector t, TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
