using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <content>Forward: the sums for mean and variance, and the normalization.</content>
internal static unsafe partial class BatchNormVectors<TPolicy, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        if (channels < width)
        {
            BatchNormPlain<float>.Statistics(p, part);
            return;
        }

        nint first = p.FirstRow(part);
        nint rows = p.FirstRow(part + 1) - first;
        float* sums = p.Partials + (part * 2 * channels);
        float* pivots = p.Pivot == null ? p.X + (first * channels) : p.Pivot;
        nint c = 0;
        for (; c + (Strip * width) <= channels; c += Strip * width)
        {
            float* x = p.X + (first * channels) + c;
            TVector pivot0 = TPolicy.Load(pivots + c);
            TVector pivot1 = TPolicy.Load(pivots + c + width);
            TVector pivot2 = TPolicy.Load(pivots + c + (2 * width));
            TVector pivot3 = TPolicy.Load(pivots + c + (3 * width));
            // Two of the four differences are x * 1 - pivot, the same bits: processors that add in some units and multiply in others keep both busy.
            TVector one = TPolicy.Create(1);
            TVector minus2 = TPolicy.Subtract(TPolicy.Zero, pivot2);
            TVector minus3 = TPolicy.Subtract(TPolicy.Zero, pivot3);
            TVector sum0 = TPolicy.Zero;
            TVector sum1 = TPolicy.Zero;
            TVector sum2 = TPolicy.Zero;
            TVector sum3 = TPolicy.Zero;
            TVector squares0 = TPolicy.Zero;
            TVector squares1 = TPolicy.Zero;
            TVector squares2 = TPolicy.Zero;
            TVector squares3 = TPolicy.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TVector delta0 = TPolicy.Subtract(TPolicy.Load(x), pivot0);
                TVector delta1 = TPolicy.Subtract(TPolicy.Load(x + width), pivot1);
                TVector delta2 = TPolicy.MultiplyAdd(TPolicy.Load(x + (2 * width)), one, minus2);
                TVector delta3 = TPolicy.MultiplyAdd(TPolicy.Load(x + (3 * width)), one, minus3);
                sum0 = TPolicy.Add(sum0, delta0);
                sum1 = TPolicy.Add(sum1, delta1);
                sum2 = TPolicy.Add(sum2, delta2);
                sum3 = TPolicy.Add(sum3, delta3);
                squares0 = TPolicy.MultiplyAdd(delta0, delta0, squares0);
                squares1 = TPolicy.MultiplyAdd(delta1, delta1, squares1);
                squares2 = TPolicy.MultiplyAdd(delta2, delta2, squares2);
                squares3 = TPolicy.MultiplyAdd(delta3, delta3, squares3);
                x += channels;
            }

            float* end = sums + c;
            TPolicy.Store(end, sum0);
            TPolicy.Store(end + width, sum1);
            TPolicy.Store(end + (2 * width), sum2);
            TPolicy.Store(end + (3 * width), sum3);
            end += channels;
            TPolicy.Store(end, squares0);
            TPolicy.Store(end + width, squares1);
            TPolicy.Store(end + (2 * width), squares2);
            TPolicy.Store(end + (3 * width), squares3);
        }

        while (c < channels)
        {
            c = Math.Min(c, channels - width);
            float* x = p.X + (first * channels) + c;
            TVector pivot = TPolicy.Load(pivots + c);
            TVector sum = TPolicy.Zero;
            TVector squares = TPolicy.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TVector delta = TPolicy.Subtract(TPolicy.Load(x), pivot);
                sum = TPolicy.Add(sum, delta);
                squares = TPolicy.MultiplyAdd(delta, delta, squares);
                x += channels;
            }

            TPolicy.Store(sums + c, sum);
            TPolicy.Store(sums + channels + c, squares);
            c += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        if (channels < width)
        {
            BatchNormPlain<float>.Normalize(p, part);
            return;
        }

        nint last = p.FirstRow(part + 1);
        for (nint row = p.FirstRow(part); row < last; row += RowBlock)
        {
            nint rows = Math.Min(RowBlock, last - row);
            nint c = 0;
            for (; c + (Strip * width) <= channels; c += Strip * width)
            {
                NormalizeStrip(p, row, rows, c);
            }

            for (; c < channels; c += width)
            {
                c = Math.Min(c, channels - width);
                NormalizeRegister(p, row, rows, c);
            }
        }
    }

    /// <summary>Four registers of channels of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NormalizeStrip(in BatchNormProblem<float> p, nint row, nint rows, nint c)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint offset = (row * channels) + c;
        bool relu = p.Relu;
        float* x = p.X + offset;
        float* y = p.Y + offset;
        float* residual = p.Residual == null ? null : p.Residual + offset;
        TVector mean0 = TPolicy.Load(p.Mean + c);
        TVector mean1 = TPolicy.Load(p.Mean + c + width);
        TVector mean2 = TPolicy.Load(p.Mean + c + (2 * width));
        TVector mean3 = TPolicy.Load(p.Mean + c + (3 * width));
        TVector scale0 = TPolicy.Load(p.Scale + c);
        TVector scale1 = TPolicy.Load(p.Scale + c + width);
        TVector scale2 = TPolicy.Load(p.Scale + c + (2 * width));
        TVector scale3 = TPolicy.Load(p.Scale + c + (3 * width));
        TVector shift0 = TPolicy.Load(p.Shift + c);
        TVector shift1 = TPolicy.Load(p.Shift + c + width);
        TVector shift2 = TPolicy.Load(p.Shift + c + (2 * width));
        TVector shift3 = TPolicy.Load(p.Shift + c + (3 * width));
        for (nint i = 0; i < rows; i++)
        {
            TVector y0 = TPolicy.MultiplyAdd(TPolicy.Subtract(TPolicy.Load(x), mean0), scale0, shift0);
            TVector y1 = TPolicy.MultiplyAdd(TPolicy.Subtract(TPolicy.Load(x + width), mean1), scale1, shift1);
            TVector y2 = TPolicy.MultiplyAdd(TPolicy.Subtract(TPolicy.Load(x + (2 * width)), mean2), scale2, shift2);
            TVector y3 = TPolicy.MultiplyAdd(TPolicy.Subtract(TPolicy.Load(x + (3 * width)), mean3), scale3, shift3);
            if (residual != null)
            {
                y0 = TPolicy.Add(y0, TPolicy.Load(residual));
                y1 = TPolicy.Add(y1, TPolicy.Load(residual + width));
                y2 = TPolicy.Add(y2, TPolicy.Load(residual + (2 * width)));
                y3 = TPolicy.Add(y3, TPolicy.Load(residual + (3 * width)));
                residual += channels;
            }

            if (relu)
            {
                y0 = Rectifier<TPolicy, TVector>.Apply(y0);
                y1 = Rectifier<TPolicy, TVector>.Apply(y1);
                y2 = Rectifier<TPolicy, TVector>.Apply(y2);
                y3 = Rectifier<TPolicy, TVector>.Apply(y3);
            }

            TPolicy.Store(y, y0);
            TPolicy.Store(y + width, y1);
            TPolicy.Store(y + (2 * width), y2);
            TPolicy.Store(y + (3 * width), y3);
            x += channels;
            y += channels;
        }
    }

    /// <summary>One register of channels of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NormalizeRegister(in BatchNormProblem<float> p, nint row, nint rows, nint c)
    {
        nint channels = p.Channels;
        nint offset = (row * channels) + c;
        bool relu = p.Relu;
        float* x = p.X;
        float* y = p.Y;
        float* residual = p.Residual;
        TVector mean = TPolicy.Load(p.Mean + c);
        TVector scale = TPolicy.Load(p.Scale + c);
        TVector shift = TPolicy.Load(p.Shift + c);
        for (nint i = 0; i < rows; i++)
        {
            TVector value = TPolicy.MultiplyAdd(TPolicy.Subtract(TPolicy.Load(x + offset), mean), scale, shift);
            if (residual != null)
            {
                value = TPolicy.Add(value, TPolicy.Load(residual + offset));
            }

            TPolicy.Store(y + offset, relu ? Rectifier<TPolicy, TVector>.Apply(value) : value);
            offset += channels;
        }
    }
}
