using System.Numerics;

namespace Hone.Kernels;

/// <summary>A fold that chooses one of the elements.</summary>
internal interface IExtremum : IFold
{
    /// <summary>Whether a is chosen over b, which came before; false where either is NaN.</summary>
    static abstract bool Beats<T>(T a, T b)
        where T : INumber<T>;

    /// <summary>The same lane by lane, as a mask.</summary>
    static abstract TVector Beats<TPolicy, TVector>(TVector a, TVector b)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
