using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>Sums of distances from a first element and of their squares, along a row or down columns; floats in registers.</summary>
internal static unsafe class MomentSums<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Sum of x - x[0] and of its square over a row of at least one element.</summary>
    public static void AlongRow(nint count, T* x, T* sum, T* squares)
    {
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
        {
            RowVectors<Policy512, Vector512<float>>(count, (float*)x, (float*)sum, (float*)squares);
        }
        else if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
        {
            RowVectors<Policy256, Vector256<float>>(count, (float*)x, (float*)sum, (float*)squares);
        }
        else if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            RowVectors<Policy128, Vector128<float>>(count, (float*)x, (float*)sum, (float*)squares);
        }
        else
        {
            *sum = T.Zero;
            *squares = T.Zero;
            AddRow(0, count, x, sum, squares);
        }
    }

    /// <summary>The same for each column of some rows, at least one, around the first row.</summary>
    public static void DownColumns(nint rows, nint columns, nint stride, T* x, T* sums, T* squares)
    {
        new Span<T>(sums, (int)columns).Clear();
        new Span<T>(squares, (int)columns).Clear();
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated && columns >= Policy512.Width)
        {
            ColumnVectors<Policy512, Vector512<float>>(rows, columns, stride, (float*)x, (float*)sums, (float*)squares);
        }
        else if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated && columns >= Policy256.Width)
        {
            ColumnVectors<Policy256, Vector256<float>>(rows, columns, stride, (float*)x, (float*)sums, (float*)squares);
        }
        else if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated && columns >= Policy128.Width)
        {
            ColumnVectors<Policy128, Vector128<float>>(rows, columns, stride, (float*)x, (float*)sums, (float*)squares);
        }
        else
        {
            AddColumns(0, rows, columns, stride, x, sums, squares);
        }
    }

    private static void AddRow(nint first, nint count, T* x, T* sum, T* squares)
    {
        for (nint i = first; i < count; i++)
        {
            T delta = x[i] - x[0];
            *sum += delta;
            *squares += delta * delta;
        }
    }

    private static void AddColumns(nint firstColumn, nint rows, nint columns, nint stride, T* x, T* sums, T* squares)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = firstColumn; column < columns; column++)
            {
                T delta = x[(row * stride) + column] - x[column];
                sums[column] += delta;
                squares[column] += delta * delta;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowVectors<TPolicy, TVector>(nint count, float* x, float* sum, float* squares)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint width = TPolicy.Width;
        TVector pivot = TPolicy.Create(x[0]);
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        TVector squares0 = TPolicy.Zero;
        TVector squares1 = TPolicy.Zero;
        nint i = 0;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            TVector delta0 = TPolicy.Subtract(TPolicy.Load(x + i), pivot);
            TVector delta1 = TPolicy.Subtract(TPolicy.Load(x + i + width), pivot);
            sum0 = TPolicy.Add(sum0, delta0);
            sum1 = TPolicy.Add(sum1, delta1);
            squares0 = TPolicy.MultiplyAdd(delta0, delta0, squares0);
            squares1 = TPolicy.MultiplyAdd(delta1, delta1, squares1);
        }

        *sum = TPolicy.Sum(TPolicy.Add(sum0, sum1));
        *squares = TPolicy.Sum(TPolicy.Add(squares0, squares1));
        MomentSums<float>.AddRow(i, count, x, sum, squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ColumnVectors<TPolicy, TVector>(nint rows, nint columns, nint stride, float* x, float* sums, float* squares)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint width = TPolicy.Width;
        nint whole = columns / width * width;
        nint row = 0;

        // Four rows at a time: sums are read and written a fourth as often.
        for (; row + 4 <= rows; row += 4)
        {
            float* line = x + (row * stride);
            for (nint column = 0; column < whole; column += width)
            {
                TVector pivot = TPolicy.Load(x + column);
                TVector delta0 = TPolicy.Subtract(TPolicy.Load(line + column), pivot);
                TVector delta1 = TPolicy.Subtract(TPolicy.Load(line + stride + column), pivot);
                TVector delta2 = TPolicy.Subtract(TPolicy.Load(line + (2 * stride) + column), pivot);
                TVector delta3 = TPolicy.Subtract(TPolicy.Load(line + (3 * stride) + column), pivot);
                TVector sum = TPolicy.Add(TPolicy.Add(delta0, delta1), TPolicy.Add(delta2, delta3));
                TPolicy.Store(sums + column, TPolicy.Add(TPolicy.Load(sums + column), sum));
                TVector even = TPolicy.MultiplyAdd(delta2, delta2, TPolicy.Multiply(delta0, delta0));
                TVector odd = TPolicy.MultiplyAdd(delta3, delta3, TPolicy.MultiplyAdd(delta1, delta1, TPolicy.Load(squares + column)));
                TPolicy.Store(squares + column, TPolicy.Add(even, odd));
            }
        }

        for (; row < rows; row++)
        {
            float* line = x + (row * stride);
            for (nint column = 0; column < whole; column += width)
            {
                TVector delta = TPolicy.Subtract(TPolicy.Load(line + column), TPolicy.Load(x + column));
                TPolicy.Store(sums + column, TPolicy.Add(TPolicy.Load(sums + column), delta));
                TPolicy.Store(squares + column, TPolicy.MultiplyAdd(delta, delta, TPolicy.Load(squares + column)));
            }
        }

        MomentSums<float>.AddColumns(whole, rows, columns, stride, x, sums, squares);
    }
}
