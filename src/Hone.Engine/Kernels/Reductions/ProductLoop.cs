using System.Numerics;

namespace Hone.Kernels;

/// <summary>The product of contiguous rows.</summary>
internal static unsafe class ProductLoop<T>
    where T : unmanaged, INumber<T>
{
    public static void Forward(int rows, int size, T* x, T* y)
    {
        for (nint row = 0; row < rows; row++)
        {
            T product = T.One;
            for (nint i = 0; i < size; i++)
            {
                product *= x[(row * size) + i];
            }

            y[row] = product;
        }
    }

    /// <summary>dx[i] = dy times the product of all others, without a division, so that zeros do no harm.</summary>
    public static void Backward(int rows, int size, T* x, T* dy, T* dx)
    {
        for (nint row = 0; row < rows; row++)
        {
            // 1. From the front: dy times the product of everything before.
            T before = dy[row];
            for (nint i = row * size; i < (row + 1) * size; i++)
            {
                dx[i] = before;
                before *= x[i];
            }

            // 2. From the back: times the product of everything behind.
            T behind = T.One;
            for (nint i = ((row + 1) * size) - 1; i >= row * size; i--)
            {
                dx[i] *= behind;
                behind *= x[i];
            }
        }
    }
}
