using System.Numerics;

namespace Hone.Kernels;

/// <summary>What an optimizer does to each element, with the numbers of one step; <see cref="FlatLoop{TUpdate}"/> walks the memory.</summary>
internal interface IFlatUpdate
{
    /// <summary>The loop that the register form must equal.</summary>
    void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Whole registers; returns how many elements are done.</summary>
    nint Vectors<TPolicy, TVector>(nint count, in FlatArrays<float> x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct;
}
