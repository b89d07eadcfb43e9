using System.Numerics;

namespace Hone.Kernels;

/// <summary>ln(sum of e^x) of contiguous rows.</summary>
internal static unsafe class LogSumExpLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y[row] = m + ln(sum of e^(x - m)) with the row's maximum m.</summary>
    public static void Forward(int rows, int size, T* x, T* y)
    {
        for (nint row = 0; row < rows; row++)
        {
            T* values = x + (row * size);
            T max = RowMath<T>.Max(size, values);

            // An infinite maximum, and that of an empty row, is the result.
            y[row] = T.IsInfinity(max) ? max : max + T.Log(RowMath<T>.ExpSum(size, values, max));
        }
    }

    /// <summary>dx = dy e^(x - y)</summary>
    public static void Backward(int rows, int size, T* x, T* y, T* dy, T* dx)
    {
        for (nint row = 0; row < rows; row++)
        {
            RowMath<T>.ScaledExp(size, dx + (row * size), x + (row * size), y[row], dy[row], null, T.Zero);
        }
    }
}
