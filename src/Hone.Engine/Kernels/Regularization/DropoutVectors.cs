using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>The register form of <see cref="DropoutLoop{T}"/>, of the same bits: one lane an element, the plain loop for the last ones.</summary>
internal static unsafe class DropoutVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(nint count, float* y, float* x, ulong key, uint first, uint step, in DropoutTerms<float> terms)
    {
        TVector scale = TPolicy.Create(terms.Scale);
        TVector shift = TPolicy.Create(terms.Shift);
        TVector fill = TPolicy.Create(terms.Fill);
        TVector limit = TPolicy.Create(terms.Dropped);
        uint stride = step * (uint)TPolicy.Width;
        uint index = first;
        nint i = 0;
        for (; i + TPolicy.Width <= count; i += TPolicy.Width)
        {
            // Product and sum round apart, as in the plain loop.
            TVector kept = TPolicy.Add(TPolicy.Multiply(TPolicy.Load(x + i), scale), shift);
            TVector isDropped = TPolicy.GreaterThan(limit, TPolicy.RandomNumbers(key, index, step));
            TPolicy.Store(y + i, TPolicy.Select(isDropped, fill, kept));
            index += stride;
        }

        DropoutLoop<float>.PlainRow(count - i, y + i, 1, x + i, 1, key, index, step, terms);
    }
}
