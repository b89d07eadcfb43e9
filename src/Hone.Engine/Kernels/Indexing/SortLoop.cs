using System.Numerics;

namespace Hone.Kernels;

/// <summary>The order of the elements of contiguous rows.</summary>
internal static unsafe class SortLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>indices[row] = the places of the row's elements in their order; equal elements keep theirs, NaN counts as largest.</summary>
    public static void Run(int rows, int size, T* x, long* indices, bool descending)
    {
        var keys = new (T Value, int Place)[size];
        for (nint row = 0; row < rows; row++)
        {
            for (int i = 0; i < size; i++)
            {
                keys[i] = (x[(row * size) + i], i);
            }

            if (descending)
            {
                keys.AsSpan().Sort(static (a, b) => Compare(b.Value, a.Value) is var order and not 0 ? order : a.Place - b.Place);
            }
            else
            {
                keys.AsSpan().Sort(static (a, b) => Compare(a.Value, b.Value) is var order and not 0 ? order : a.Place - b.Place);
            }

            for (int i = 0; i < size; i++)
            {
                indices[(row * size) + i] = keys[i].Place;
            }
        }
    }

    private static int Compare(T a, T b)
    {
        if (a < b)
        {
            return -1;
        }

        if (a > b)
        {
            return 1;
        }

        // Equal, or at least one is NaN.
        return (T.IsNaN(a) ? 1 : 0) - (T.IsNaN(b) ? 1 : 0);
    }
}
