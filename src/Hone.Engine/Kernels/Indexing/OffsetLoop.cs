using System.Numerics;

namespace Hone.Kernels;

/// <summary>Copies, overwrites and adds single elements of a gapless block by their offsets.</summary>
internal static unsafe class OffsetLoop
{
    /// <summary>y[i] = x[offsets[i]]</summary>
    public static void Take<T>(ReadOnlySpan<int> offsets, T* x, T* y)
        where T : unmanaged
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            y[i] = x[offsets[i]];
        }
    }

    /// <summary>x[offsets[i]] = y[i]; where an offset occurs more than once, the last one stays.</summary>
    public static void Put<T>(ReadOnlySpan<int> offsets, T* x, T* y)
        where T : unmanaged
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            x[offsets[i]] = y[i];
        }
    }

    /// <summary>x[offsets[i]] += y[i]; an offset may occur more than once, in the order of i.</summary>
    public static void Add<T>(ReadOnlySpan<int> offsets, T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            x[offsets[i]] += y[i];
        }
    }
}
