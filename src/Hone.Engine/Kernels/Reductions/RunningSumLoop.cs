using System.Numerics;

namespace Hone.Kernels;

/// <summary>Running sums of contiguous rows.</summary>
internal static unsafe class RunningSumLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>y[i] = x[0] + ... + x[i], or from the end of the row; y may be x.</summary>
    public static void Run(int rows, int size, T* x, T* y, bool fromEnd)
    {
        for (nint row = 0; row < rows; row++)
        {
            T sum = T.Zero;
            for (nint i = 0; i < size; i++)
            {
                nint place = (row * size) + (fromEnd ? size - 1 - i : i);
                sum += x[place];
                y[place] = sum;
            }
        }
    }
}
