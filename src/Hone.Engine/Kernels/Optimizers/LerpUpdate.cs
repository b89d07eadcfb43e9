using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>Moves p towards g by a share of the way: p = p + weight * (g - p).</summary>
/// <param name="Weight">The share.</param>
internal readonly record struct LerpUpdate(double Weight) : IFlatUpdate
{
    /// <inheritdoc/>
    public unsafe void Plain<T>(nint count, in FlatArrays<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T weight = T.CreateTruncating(Weight);
        for (nint i = 0; i < count; i++)
        {
            x.P[i] += weight * (x.G[i] - x.P[i]);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe nint Vectors<TPolicy, TVector>(nint count, in FlatArrays<float> x)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float* p = x.P;
        float* g = x.G;
        TVector weight = TPolicy.Create((float)Weight);
        nint i = 0;
        nint width = TPolicy.Width;
        for (; i + width <= count; i += width)
        {
            TVector old = TPolicy.Load(p + i);
            TPolicy.Store(p + i, TPolicy.MultiplyAdd(weight, TPolicy.Subtract(TPolicy.Load(g + i), old), old));
        }

        return i;
    }
}
