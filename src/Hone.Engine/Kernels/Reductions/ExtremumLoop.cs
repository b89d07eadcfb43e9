using System.Numerics;

namespace Hone.Kernels;

/// <summary>The largest or smallest element of contiguous rows and where it stands; the first of equal ones; NaN wins over numbers.</summary>
internal static unsafe class ExtremumLoop<T>
    where T : unmanaged, INumber<T>
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="size">Elements of a row, at least one.</param>
    /// <param name="x">[rows][size]</param>
    /// <param name="largest">Whether to look for the largest.</param>
    /// <param name="values">[rows], or null.</param>
    /// <param name="indices">[rows]</param>
    public static void Run(int rows, int size, T* x, bool largest, T* values, long* indices)
    {
        for (int row = 0; row < rows; row++)
        {
            T* elements = x + ((nint)row * size);
            int best = 0;
            for (int i = 1; i < size && !T.IsNaN(elements[best]); i++)
            {
                T value = elements[i];
                if ((largest ? value > elements[best] : value < elements[best]) || T.IsNaN(value))
                {
                    best = i;
                }
            }

            indices[row] = best;
            if (values != null)
            {
                values[row] = elements[best];
            }
        }
    }

    /// <summary>x[row][indices[row]] = values[row]; the rest stays.</summary>
    public static void Scatter(int rows, int size, T* x, T* values, long* indices)
    {
        for (int row = 0; row < rows; row++)
        {
            x[((nint)row * size) + (nint)indices[row]] = values[row];
        }
    }
}
