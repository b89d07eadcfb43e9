using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <content>Backward: the sums for the gradients, and the gradient of the input.</content>
internal static unsafe partial class BatchNormVectors<TPolicy, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        if (channels < width)
        {
            BatchNormPlain<float>.GradientSums(p, part);
            return;
        }

        nint first = p.FirstRow(part);
        nint rows = p.FirstRow(part + 1) - first;
        float* sums = p.Partials + (part * 2 * channels);
        nint c = 0;

        // The fused form without a residual, which computes the sign of the output again, and the form without ReLU.
        if (p.Masked == null && (!p.Relu || p.Y == null))
        {
            for (; c + (Strip * width) <= channels; c += Strip * width)
            {
                GradientSumsStrip(p, first, rows, c, sums + c);
            }
        }

        while (c < channels)
        {
            c = Math.Min(c, channels - width);
            nint i = (first * channels) + c;
            TVector mean = TPolicy.Load(p.Mean + c);
            TVector sum = TPolicy.Zero;
            TVector products = TPolicy.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TVector centered = TPolicy.Subtract(TPolicy.Load(p.X + i), mean);
                TVector g = TPolicy.Load(p.Dy + i);
                if (p.Relu)
                {
                    g = TPolicy.WherePositive(p.Y == null ? Output(p, centered, c) : TPolicy.Load(p.Y + i), g);
                }

                if (p.Masked != null)
                {
                    TPolicy.Store(p.Masked + i, g);
                }

                sum = TPolicy.Add(sum, g);
                products = TPolicy.MultiplyAdd(g, centered, products);
                i += channels;
            }

            TPolicy.Store(sums + c, sum);
            TPolicy.Store(sums + channels + c, products);
            c += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        if (channels < width)
        {
            BatchNormPlain<float>.InputGradient(p, part);
            return;
        }

        nint last = p.FirstRow(part + 1);
        nint whole = channels / width * width;
        for (nint row = p.FirstRow(part); row < last; row += RowBlock)
        {
            nint rows = Math.Min(RowBlock, last - row);
            nint c = 0;

            // What the fused form without a residual needs fits in registers: the sign of y comes from x. Strips end before the register that overlaps.
            if (!p.Relu || p.Y == null)
            {
                nint end = whole == channels ? channels : channels - width;
                for (; c + (Strip * width) <= end; c += Strip * width)
                {
                    InputGradientStrip(p, row, rows, c);
                }
            }

            if (c == channels)
            {
                continue;
            }

            for (nint i = row; i < row + rows; i++)
            {
                InputGradientRow(p, i * channels, c, whole);
            }
        }
    }

    /// <summary>Four registers of channels, from the gradient and x alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GradientSumsStrip(in BatchNormProblem<float> p, nint firstRow, nint rows, nint c, float* sums)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        bool relu = p.Relu;
        float* x = p.X + (firstRow * channels) + c;
        float* dy = p.Dy + (firstRow * channels) + c;
        TVector mean0 = TPolicy.Load(p.Mean + c);
        TVector mean1 = TPolicy.Load(p.Mean + c + width);
        TVector mean2 = TPolicy.Load(p.Mean + c + (2 * width));
        TVector mean3 = TPolicy.Load(p.Mean + c + (3 * width));
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        TVector sum2 = TPolicy.Zero;
        TVector sum3 = TPolicy.Zero;
        TVector products0 = TPolicy.Zero;
        TVector products1 = TPolicy.Zero;
        TVector products2 = TPolicy.Zero;
        TVector products3 = TPolicy.Zero;
        for (nint row = 0; row < rows; row++)
        {
            TVector centered0 = TPolicy.Subtract(TPolicy.Load(x), mean0);
            TVector centered1 = TPolicy.Subtract(TPolicy.Load(x + width), mean1);
            TVector centered2 = TPolicy.Subtract(TPolicy.Load(x + (2 * width)), mean2);
            TVector centered3 = TPolicy.Subtract(TPolicy.Load(x + (3 * width)), mean3);
            TVector g0 = TPolicy.Load(dy);
            TVector g1 = TPolicy.Load(dy + width);
            TVector g2 = TPolicy.Load(dy + (2 * width));
            TVector g3 = TPolicy.Load(dy + (3 * width));
            if (relu)
            {
                g0 = TPolicy.WherePositive(Output(p, centered0, c), g0);
                g1 = TPolicy.WherePositive(Output(p, centered1, c + width), g1);
                g2 = TPolicy.WherePositive(Output(p, centered2, c + (2 * width)), g2);
                g3 = TPolicy.WherePositive(Output(p, centered3, c + (3 * width)), g3);
            }

            sum0 = TPolicy.Add(sum0, g0);
            sum1 = TPolicy.Add(sum1, g1);
            sum2 = TPolicy.Add(sum2, g2);
            sum3 = TPolicy.Add(sum3, g3);
            products0 = TPolicy.MultiplyAdd(g0, centered0, products0);
            products1 = TPolicy.MultiplyAdd(g1, centered1, products1);
            products2 = TPolicy.MultiplyAdd(g2, centered2, products2);
            products3 = TPolicy.MultiplyAdd(g3, centered3, products3);
            x += channels;
            dy += channels;
        }

        TPolicy.Store(sums, sum0);
        TPolicy.Store(sums + width, sum1);
        TPolicy.Store(sums + (2 * width), sum2);
        TPolicy.Store(sums + (3 * width), sum3);
        sums += channels;
        TPolicy.Store(sums, products0);
        TPolicy.Store(sums + width, products1);
        TPolicy.Store(sums + (2 * width), products2);
        TPolicy.Store(sums + (3 * width), products3);
    }

    /// <summary>Four registers of channels of some rows, from the gradient and x alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientStrip(in BatchNormProblem<float> p, nint row, nint rows, nint c)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint offset = (row * channels) + c;
        bool relu = p.Relu;
        float* x = p.X + offset;
        float* dy = p.Dy + offset;
        float* dx = p.Dx + offset;

        // Without ReLU nobody looks at the bias, and there may be none.
        float* bias = relu ? p.Bias : p.Shift;
        TVector mean0 = TPolicy.Load(p.Mean + c);
        TVector mean1 = TPolicy.Load(p.Mean + c + width);
        TVector mean2 = TPolicy.Load(p.Mean + c + (2 * width));
        TVector mean3 = TPolicy.Load(p.Mean + c + (3 * width));
        TVector scale0 = TPolicy.Load(p.Scale + c);
        TVector scale1 = TPolicy.Load(p.Scale + c + width);
        TVector scale2 = TPolicy.Load(p.Scale + c + (2 * width));
        TVector scale3 = TPolicy.Load(p.Scale + c + (3 * width));
        TVector bias0 = TPolicy.Load(bias + c);
        TVector bias1 = TPolicy.Load(bias + c + width);
        TVector bias2 = TPolicy.Load(bias + c + (2 * width));
        TVector bias3 = TPolicy.Load(bias + c + (3 * width));
        TVector slope0 = TPolicy.Load(p.Slope + c);
        TVector slope1 = TPolicy.Load(p.Slope + c + width);
        TVector slope2 = TPolicy.Load(p.Slope + c + (2 * width));
        TVector slope3 = TPolicy.Load(p.Slope + c + (3 * width));
        TVector shift0 = TPolicy.Load(p.Shift + c);
        TVector shift1 = TPolicy.Load(p.Shift + c + width);
        TVector shift2 = TPolicy.Load(p.Shift + c + (2 * width));
        TVector shift3 = TPolicy.Load(p.Shift + c + (3 * width));
        for (nint i = 0; i < rows; i++)
        {
            TVector centered = TPolicy.Subtract(TPolicy.Load(x), mean0);
            TVector g = TPolicy.Load(dy);
            g = relu ? TPolicy.WherePositive(TPolicy.MultiplyAdd(centered, scale0, bias0), g) : g;
            TPolicy.Store(dx, TPolicy.MultiplyAdd(g, scale0, TPolicy.MultiplyAdd(centered, slope0, shift0)));

            centered = TPolicy.Subtract(TPolicy.Load(x + width), mean1);
            g = TPolicy.Load(dy + width);
            g = relu ? TPolicy.WherePositive(TPolicy.MultiplyAdd(centered, scale1, bias1), g) : g;
            TPolicy.Store(dx + width, TPolicy.MultiplyAdd(g, scale1, TPolicy.MultiplyAdd(centered, slope1, shift1)));

            centered = TPolicy.Subtract(TPolicy.Load(x + (2 * width)), mean2);
            g = TPolicy.Load(dy + (2 * width));
            g = relu ? TPolicy.WherePositive(TPolicy.MultiplyAdd(centered, scale2, bias2), g) : g;
            TPolicy.Store(dx + (2 * width), TPolicy.MultiplyAdd(g, scale2, TPolicy.MultiplyAdd(centered, slope2, shift2)));

            centered = TPolicy.Subtract(TPolicy.Load(x + (3 * width)), mean3);
            g = TPolicy.Load(dy + (3 * width));
            g = relu ? TPolicy.WherePositive(TPolicy.MultiplyAdd(centered, scale3, bias3), g) : g;
            TPolicy.Store(dx + (3 * width), TPolicy.MultiplyAdd(g, scale3, TPolicy.MultiplyAdd(centered, slope3, shift3)));
            x += channels;
            dy += channels;
            dx += channels;
        }
    }

    /// <summary>The channels of one row from <paramref name="c"/> on.</summary>
    /// <param name="p">Operands.</param>
    /// <param name="offset">The row's first element.</param>
    /// <param name="c">First channel.</param>
    /// <param name="whole">End of the last register that lies in the row without overlap.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientRow(in BatchNormProblem<float> p, nint offset, nint c, nint whole)
    {
        float* dx = p.Dx + offset;
        nint tail = p.Channels - TPolicy.Width;
        if (whole == p.Channels)
        {
            for (; c < whole; c += TPolicy.Width)
            {
                TPolicy.Store(dx + c, InputGradient(p, offset, c));
            }

            return;
        }

        // The overlapping register is read before the one under it is written, because dx may lie in the memory of dy.
        TVector end = InputGradient(p, offset, tail);
        for (; c < whole; c += TPolicy.Width)
        {
            TPolicy.Store(dx + c, InputGradient(p, offset, c));
        }

        TPolicy.Store(dx + tail, end);
    }

    /// <summary>One register of the gradient of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector InputGradient(in BatchNormProblem<float> p, nint offset, nint c)
    {
        TVector centered = TPolicy.Subtract(TPolicy.Load(p.X + offset + c), TPolicy.Load(p.Mean + c));
        TVector g = TPolicy.Load(p.Dy + offset + c);
        if (p.Relu)
        {
            g = TPolicy.WherePositive(p.Y == null ? Output(p, centered, c) : TPolicy.Load(p.Y + offset + c), g);
        }

        TVector value = TPolicy.MultiplyAdd(centered, TPolicy.Load(p.Slope + c), TPolicy.Load(p.Shift + c));
        return TPolicy.MultiplyAdd(g, TPolicy.Load(p.Scale + c), value);
    }
}
