using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>Folds rows into one row of results, lane by lane. Many rows are folded in stretches, so that a float sum of a million rows keeps its digits.</summary>
internal static unsafe class FoldColumns<TFold, T>
    where TFold : struct, IFold
    where T : unmanaged, INumber<T>
{
    /// <summary>Rows that are added one after the other.</summary>
    private const int LongestStretch = 512;

    /// <summary>Results that the nearest caches hold.</summary>
    private const int LongestStrip = 4096;

    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Elements of a row.</param>
    /// <param name="stride">Elements from a row to the next.</param>
    /// <param name="x">The first row.</param>
    /// <param name="y">[columns], joined with what it holds.</param>
    public static void Run(nint rows, nint columns, nint stride, T* x, T* y)
    {
        for (nint column = 0; column < columns; column += LongestStrip)
        {
            nint strip = Math.Min(LongestStrip, columns - column);
            if (rows <= LongestStretch)
            {
                Stretch(rows, strip, stride, x + column, y + column);
                continue;
            }

            var results = (T*)Scratch.Bytes(ScratchSlot.FoldColumns, strip * sizeof(T));
            for (nint row = 0; row < rows; row += LongestStretch)
            {
                new Span<T>(results, (int)strip).Fill(TFold.Start<T>());
                Stretch(Math.Min(LongestStretch, rows - row), strip, stride, x + (row * stride) + column, results);
                BinaryLoop<T, JoinOperator<TFold>>.Run((int)strip, y + column, 1, y + column, 1, results, 1);
            }
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void Plain(nint rows, nint first, nint columns, nint stride, T* x, T* y)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = first; column < columns; column++)
            {
                y[column] = FoldOperator<TFold>.Apply(y[column], x[(row * stride) + column]);
            }
        }
    }

    private static void Stretch(nint rows, nint columns, nint stride, T* x, T* y)
    {
        if (typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated)
        {
            Vectors<Policy512, Vector512<float>>(rows, columns, stride, (float*)x, (float*)y);
        }
        else if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
        {
            Vectors<Policy256, Vector256<float>>(rows, columns, stride, (float*)x, (float*)y);
        }
        else if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            Vectors<Policy128, Vector128<float>>(rows, columns, stride, (float*)x, (float*)y);
        }
        else
        {
            Plain(rows, 0, columns, stride, x, y);
        }
    }

    /// <summary>Four rows at a time, in their order: results are read and written a fourth as often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<TPolicy, TVector>(nint rows, nint columns, nint stride, float* x, float* y)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        nint width = TPolicy.Width;
        nint whole = columns / width * width;
        nint row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            float* line = x + (row * stride);
            for (nint column = 0; column < whole; column += width)
            {
                TVector result = TPolicy.Load(y + column);
                result = FoldOperator<TFold>.Apply<TPolicy, TVector>(result, TPolicy.Load(line + column));
                result = FoldOperator<TFold>.Apply<TPolicy, TVector>(result, TPolicy.Load(line + stride + column));
                result = FoldOperator<TFold>.Apply<TPolicy, TVector>(result, TPolicy.Load(line + (2 * stride) + column));
                result = FoldOperator<TFold>.Apply<TPolicy, TVector>(result, TPolicy.Load(line + (3 * stride) + column));
                TPolicy.Store(y + column, result);
            }
        }

        for (; row < rows; row++)
        {
            float* line = x + (row * stride);
            for (nint column = 0; column < whole; column += width)
            {
                TPolicy.Store(y + column, FoldOperator<TFold>.Apply<TPolicy, TVector>(TPolicy.Load(y + column), TPolicy.Load(line + column)));
            }
        }

        FoldColumns<TFold, float>.Plain(rows, whole, columns, stride, x, y);
    }
}
