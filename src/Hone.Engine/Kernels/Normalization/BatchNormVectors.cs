using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The passes of batch normalization in registers. Sums walk down the rows of a strip of channels, two registers of channels
/// at a time, so that the running sums never leave the registers; elementwise passes walk along the rows, as memory likes it.
/// Channels past the last whole register go through the plain loop.
/// </summary>
internal static unsafe class BatchNormVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint first = p.FirstRow(part);
        nint rows = p.FirstRow(part + 1) - first;
        float* sums = p.Partials + (part * 2 * channels);
        float* pivots = p.Pivot == null ? p.X + (first * channels) : p.Pivot;
        nint c = 0;
        for (; c + (2 * width) <= channels; c += 2 * width)
        {
            float* x = p.X + (first * channels) + c;
            TVector pivot0 = TPolicy.Load(pivots + c);
            TVector pivot1 = TPolicy.Load(pivots + c + width);
            TVector sum0 = TPolicy.Zero;
            TVector sum1 = TPolicy.Zero;
            TVector squares0 = TPolicy.Zero;
            TVector squares1 = TPolicy.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TVector delta0 = TPolicy.Subtract(TPolicy.Load(x), pivot0);
                TVector delta1 = TPolicy.Subtract(TPolicy.Load(x + width), pivot1);
                sum0 = TPolicy.Add(sum0, delta0);
                sum1 = TPolicy.Add(sum1, delta1);
                squares0 = TPolicy.MultiplyAdd(delta0, delta0, squares0);
                squares1 = TPolicy.MultiplyAdd(delta1, delta1, squares1);
                x += channels;
            }

            TPolicy.Store(sums + c, sum0);
            TPolicy.Store(sums + c + width, sum1);
            TPolicy.Store(sums + channels + c, squares0);
            TPolicy.Store(sums + channels + c + width, squares1);
        }

        for (; c + width <= channels; c += width)
        {
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
        }

        BatchNormPlain<float>.Statistics(p, part, (int)c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint last = p.FirstRow(part + 1);
        bool relu = p.Relu;
        float* mean = p.Mean;
        float* scale = p.Scale;
        float* shift = p.Shift;
        for (nint row = p.FirstRow(part); row < last; row++)
        {
            float* x = p.X + (row * channels);
            float* y = p.Y + (row * channels);
            float* residual = p.Residual == null ? null : p.Residual + (row * channels);
            nint c = 0;
            for (; c + width <= channels; c += width)
            {
                TVector centered = TPolicy.Subtract(TPolicy.Load(x + c), TPolicy.Load(mean + c));
                TVector value = TPolicy.MultiplyAdd(centered, TPolicy.Load(scale + c), TPolicy.Load(shift + c));
                if (residual != null)
                {
                    value = TPolicy.Add(value, TPolicy.Load(residual + c));
                }

                TPolicy.Store(y + c, relu ? TPolicy.Max(value, TPolicy.Zero) : value);
            }

            if (c < channels)
            {
                BatchNormPlain<float>.NormalizeRow(p, row * channels, (int)c);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint first = p.FirstRow(part);
        nint rows = p.FirstRow(part + 1) - first;
        bool relu = p.Relu;
        bool keepsMasked = p.Masked != null;
        float* sums = p.Partials + (part * 2 * channels);
        nint c = 0;
        for (; c + (2 * width) <= channels; c += 2 * width)
        {
            nint i = (first * channels) + c;
            TVector mean0 = TPolicy.Load(p.Mean + c);
            TVector mean1 = TPolicy.Load(p.Mean + c + width);
            TVector sum0 = TPolicy.Zero;
            TVector sum1 = TPolicy.Zero;
            TVector products0 = TPolicy.Zero;
            TVector products1 = TPolicy.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TVector g0 = TPolicy.Load(p.Dy + i);
                TVector g1 = TPolicy.Load(p.Dy + i + width);
                if (relu)
                {
                    g0 = TPolicy.WherePositive(TPolicy.Load(p.Y + i), g0);
                    g1 = TPolicy.WherePositive(TPolicy.Load(p.Y + i + width), g1);
                }

                if (keepsMasked)
                {
                    TPolicy.Store(p.Masked + i, g0);
                    TPolicy.Store(p.Masked + i + width, g1);
                }

                sum0 = TPolicy.Add(sum0, g0);
                sum1 = TPolicy.Add(sum1, g1);
                products0 = TPolicy.MultiplyAdd(g0, TPolicy.Subtract(TPolicy.Load(p.X + i), mean0), products0);
                products1 = TPolicy.MultiplyAdd(g1, TPolicy.Subtract(TPolicy.Load(p.X + i + width), mean1), products1);
                i += channels;
            }

            TPolicy.Store(sums + c, sum0);
            TPolicy.Store(sums + c + width, sum1);
            TPolicy.Store(sums + channels + c, products0);
            TPolicy.Store(sums + channels + c + width, products1);
        }

        for (; c + width <= channels; c += width)
        {
            nint i = (first * channels) + c;
            TVector mean = TPolicy.Load(p.Mean + c);
            TVector sum = TPolicy.Zero;
            TVector products = TPolicy.Zero;
            for (nint row = 0; row < rows; row++)
            {
                TVector g = TPolicy.Load(p.Dy + i);
                g = relu ? TPolicy.WherePositive(TPolicy.Load(p.Y + i), g) : g;
                if (keepsMasked)
                {
                    TPolicy.Store(p.Masked + i, g);
                }

                sum = TPolicy.Add(sum, g);
                products = TPolicy.MultiplyAdd(g, TPolicy.Subtract(TPolicy.Load(p.X + i), mean), products);
                i += channels;
            }

            TPolicy.Store(sums + c, sum);
            TPolicy.Store(sums + channels + c, products);
        }

        BatchNormPlain<float>.GradientSums(p, part, (int)c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in BatchNormProblem<float> p, int part)
    {
        nint width = TPolicy.Width;
        nint channels = p.Channels;
        nint last = p.FirstRow(part + 1);
        bool relu = p.Relu;
        float* mean = p.Mean;
        float* scale = p.Scale;
        float* shift = p.Shift;
        float* slope = p.Slope;
        for (nint row = p.FirstRow(part); row < last; row++)
        {
            nint offset = row * channels;
            float* x = p.X + offset;
            float* y = relu ? p.Y + offset : null;
            float* dy = p.Dy + offset;
            float* dx = p.Dx + offset;
            nint c = 0;
            for (; c + width <= channels; c += width)
            {
                TVector g = TPolicy.Load(dy + c);
                g = relu ? TPolicy.WherePositive(TPolicy.Load(y + c), g) : g;
                TVector centered = TPolicy.Subtract(TPolicy.Load(x + c), TPolicy.Load(mean + c));
                TVector value = TPolicy.MultiplyAdd(centered, TPolicy.Load(slope + c), TPolicy.Load(shift + c));
                TPolicy.Store(dx + c, TPolicy.MultiplyAdd(g, TPolicy.Load(scale + c), value));
            }

            if (c < channels)
            {
                BatchNormPlain<float>.InputGradientRow(p, offset, (int)c);
            }
        }
    }
}
