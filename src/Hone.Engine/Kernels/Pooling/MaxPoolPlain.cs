using System.Numerics;

namespace Hone.Kernels;

/// <summary>Maximum pooling as plain loops: the definition, the path of float64, the oracle of the register form and its tail of channels.</summary>
internal static unsafe class MaxPoolPlain<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One row of outputs; rows count over the whole batch.</summary>
    public static void ForwardRow(in PoolProblem<T> p, int row)
    {
        for (int column = 0; column < p.OutWidth; column++)
        {
            ForwardPixel(p, row, column, 0);
        }
    }

    /// <summary>One output pixel from <paramref name="firstChannel"/> on.</summary>
    public static void ForwardPixel(in PoolProblem<T> p, int row, int column, int firstChannel)
    {
        int outRow = row % p.OutHeight;
        T* image = p.X + ((nint)(row / p.OutHeight) * p.InHeight * p.InWidth * p.Channels);
        nint output = (((nint)row * p.OutWidth) + column) * p.Channels;
        PoolProblem<T>.Window(outRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.InHeight, out int top, out int bottom);
        PoolProblem<T>.Window(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.InWidth, out int left, out int right);
        int tapRow = top - (outRow * p.StrideHeight) + p.PaddingHeight;
        int tapColumn = left - (column * p.StrideWidth) + p.PaddingWidth;
        for (int c = firstChannel; c < p.Channels; c++)
        {
            T best = image[((((nint)top * p.InWidth) + left) * p.Channels) + c];
            int tap = (tapRow * p.KernelWidth) + tapColumn;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    T value = image[((((nint)y * p.InWidth) + x) * p.Channels) + c];
                    if (value > best || T.IsNaN(value))
                    {
                        best = value;
                        tap = ((tapRow + y - top) * p.KernelWidth) + tapColumn + x - left;
                    }
                }
            }

            p.Y[output + c] = best;
            if (p.Taps != null)
            {
                p.Taps[output + c] = (byte)tap;
            }
        }
    }

    /// <summary>One row of inputs; rows count over the whole batch.</summary>
    public static void BackwardRow(in PoolProblem<T> p, int row)
    {
        for (int column = 0; column < p.InWidth; column++)
        {
            BackwardPixel(p, row, column, 0);
        }
    }

    /// <summary>One input pixel from <paramref name="firstChannel"/> on.</summary>
    public static void BackwardPixel(in PoolProblem<T> p, int row, int column, int firstChannel)
    {
        int inRow = row % p.InHeight;
        nint image = (nint)(row / p.InHeight) * p.OutHeight * p.OutWidth * p.Channels;
        nint input = (((nint)row * p.InWidth) + column) * p.Channels;
        PoolProblem<T>.Covering(inRow, p.KernelHeight, p.StrideHeight, p.PaddingHeight, p.OutHeight, out int top, out int bottom);
        PoolProblem<T>.Covering(column, p.KernelWidth, p.StrideWidth, p.PaddingWidth, p.OutWidth, out int left, out int right);
        for (int c = firstChannel; c < p.Channels; c++)
        {
            T sum = p.Accumulate ? p.Dx[input + c] : T.Zero;
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    nint output = image + ((((nint)y * p.OutWidth) + x) * p.Channels) + c;
                    int tap = ((inRow - (y * p.StrideHeight) + p.PaddingHeight) * p.KernelWidth) + column - (x * p.StrideWidth) + p.PaddingWidth;
                    if (p.Taps[output] == tap)
                    {
                        sum += p.Dy[output];
                    }
                }
            }

            p.Dx[input + c] = sum;
        }
    }
}
