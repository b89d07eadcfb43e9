using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// Normalization of rows in registers, along the row. A row is read three times in forward and twice in backward, but only the first time from
/// memory: rows of a few thousand values stay in the first cache. Elements past the last whole register follow one by one.
/// </summary>
internal static unsafe class RowNormVectors<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <inheritdoc cref="RowNormLoop{T}.Forward"/>
    public static void Forward(in RowNormProblem<float> p, int part)
    {
        nint size = p.Size;
        nint last = p.FirstRow(part + 1);
        for (nint row = p.FirstRow(part); row < last; row++)
        {
            float* x = p.X + (row * size);

            // Two passes instead of the mean of squares: what cancels is subtracted before it is squared.
            float mean = p.Centered ? Sum(size, x) / size : 0;
            float variance = SquareSum(size, x, mean) / size;
            float inverse = (float)(1 / Math.Sqrt(variance + p.Eps));
            p.Mean[row] = mean;
            p.Inverse[row] = inverse;
            Normalize(size, x, p.Y + (row * size), mean, inverse, p.Weight, p.Bias);
        }
    }

    /// <inheritdoc cref="RowNormLoop{T}.Backward"/>
    public static void Backward(in RowNormProblem<float> p, int part)
    {
        nint size = p.Size;
        nint last = p.FirstRow(part + 1);
        float* products = p.Partials == null ? null : p.Partials + (part * 2 * size);
        if (products != null)
        {
            new Span<float>(products, 2 * p.Size).Clear();
        }

        for (nint row = p.FirstRow(part); row < last; row++)
        {
            float* x = p.X + (row * size);
            float* dy = p.Dy + (row * size);
            float mean = p.Mean[row];
            float inverse = p.Inverse[row];
            float sum;
            float product;
            if (products == null)
            {
                sum = RowSums(size, x, dy, mean, inverse, p.Weight, out product);
            }
            else
            {
                sum = AllSums(size, x, dy, mean, inverse, p.Weight, products, out product);
            }

            if (p.Dx != null)
            {
                float slope = -inverse * inverse * product / size;
                float shift = p.Centered ? -inverse * sum / size : 0;
                InputGradient(size, x, dy, p.Dx + (row * size), mean, inverse, slope, shift, p.Weight, p.Accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(nint size, float* x)
    {
        nint width = TPolicy.Width;
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        TVector sum2 = TPolicy.Zero;
        TVector sum3 = TPolicy.Zero;
        nint c = 0;
        for (; c + (4 * width) <= size; c += 4 * width)
        {
            sum0 = TPolicy.Add(sum0, TPolicy.Load(x + c));
            sum1 = TPolicy.Add(sum1, TPolicy.Load(x + c + width));
            sum2 = TPolicy.Add(sum2, TPolicy.Load(x + c + (2 * width)));
            sum3 = TPolicy.Add(sum3, TPolicy.Load(x + c + (3 * width)));
        }

        for (; c + width <= size; c += width)
        {
            sum0 = TPolicy.Add(sum0, TPolicy.Load(x + c));
        }

        float sum = TPolicy.Sum(TPolicy.Add(TPolicy.Add(sum0, sum1), TPolicy.Add(sum2, sum3)));
        for (; c < size; c++)
        {
            sum += x[c];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SquareSum(nint size, float* x, float mean)
    {
        nint width = TPolicy.Width;
        TVector means = TPolicy.Create(mean);
        TVector sum0 = TPolicy.Zero;
        TVector sum1 = TPolicy.Zero;
        TVector sum2 = TPolicy.Zero;
        TVector sum3 = TPolicy.Zero;
        nint c = 0;
        for (; c + (4 * width) <= size; c += 4 * width)
        {
            TVector delta0 = TPolicy.Subtract(TPolicy.Load(x + c), means);
            TVector delta1 = TPolicy.Subtract(TPolicy.Load(x + c + width), means);
            TVector delta2 = TPolicy.Subtract(TPolicy.Load(x + c + (2 * width)), means);
            TVector delta3 = TPolicy.Subtract(TPolicy.Load(x + c + (3 * width)), means);
            sum0 = TPolicy.MultiplyAdd(delta0, delta0, sum0);
            sum1 = TPolicy.MultiplyAdd(delta1, delta1, sum1);
            sum2 = TPolicy.MultiplyAdd(delta2, delta2, sum2);
            sum3 = TPolicy.MultiplyAdd(delta3, delta3, sum3);
        }

        for (; c + width <= size; c += width)
        {
            TVector delta = TPolicy.Subtract(TPolicy.Load(x + c), means);
            sum0 = TPolicy.MultiplyAdd(delta, delta, sum0);
        }

        float sum = TPolicy.Sum(TPolicy.Add(TPolicy.Add(sum0, sum1), TPolicy.Add(sum2, sum3)));
        for (; c < size; c++)
        {
            sum += (x[c] - mean) * (x[c] - mean);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(nint size, float* x, float* y, float mean, float inverse, float* weight, float* bias)
    {
        nint width = TPolicy.Width;
        TVector means = TPolicy.Create(mean);
        TVector inverses = TPolicy.Create(inverse);
        nint c = 0;
        for (; c + width <= size; c += width)
        {
            TVector centered = TPolicy.Subtract(TPolicy.Load(x + c), means);
            TVector scale = weight == null ? inverses : TPolicy.Multiply(inverses, TPolicy.Load(weight + c));
            TVector shift = bias == null ? TPolicy.Zero : TPolicy.Load(bias + c);
            TPolicy.Store(y + c, TPolicy.MultiplyAdd(centered, scale, shift));
        }

        for (; c < size; c++)
        {
            float scale = weight == null ? inverse : inverse * weight[c];
            y[c] = ((x[c] - mean) * scale) + (bias == null ? 0 : bias[c]);
        }
    }

    /// <summary>Returns the sum of g = dy weight; <paramref name="product"/> gets the sum of g h with h = (x - mean) inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float RowSums(nint size, float* x, float* dy, float mean, float inverse, float* weight, out float product)
    {
        nint width = TPolicy.Width;
        TVector means = TPolicy.Create(mean);
        TVector sums = TPolicy.Zero;
        TVector products = TPolicy.Zero;
        nint c = 0;
        for (; c + width <= size; c += width)
        {
            TVector g = TPolicy.Load(dy + c);
            g = weight == null ? g : TPolicy.Multiply(g, TPolicy.Load(weight + c));
            sums = TPolicy.Add(sums, g);
            products = TPolicy.MultiplyAdd(g, TPolicy.Subtract(TPolicy.Load(x + c), means), products);
        }

        float sum = TPolicy.Sum(sums);
        product = TPolicy.Sum(products);
        for (; c < size; c++)
        {
            float g = weight == null ? dy[c] : dy[c] * weight[c];
            sum += g;
            product += g * (x[c] - mean);
        }

        product *= inverse;
        return sum;
    }

    /// <summary>Also adds dy h to <paramref name="columns"/> and dy to the row behind it: the parts of the parameters' gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float AllSums(nint size, float* x, float* dy, float mean, float inverse, float* weight, float* columns, out float product)
    {
        nint width = TPolicy.Width;
        TVector means = TPolicy.Create(mean);
        TVector inverses = TPolicy.Create(inverse);
        TVector sums0 = TPolicy.Zero;
        TVector sums1 = TPolicy.Zero;
        TVector products0 = TPolicy.Zero;
        TVector products1 = TPolicy.Zero;
        float* shifts = columns + size;
        nint c = 0;
        for (; c + (2 * width) <= size; c += 2 * width)
        {
            TVector dy0 = TPolicy.Load(dy + c);
            TVector dy1 = TPolicy.Load(dy + c + width);
            TVector h0 = TPolicy.Multiply(TPolicy.Subtract(TPolicy.Load(x + c), means), inverses);
            TVector h1 = TPolicy.Multiply(TPolicy.Subtract(TPolicy.Load(x + c + width), means), inverses);
            TPolicy.Store(columns + c, TPolicy.MultiplyAdd(dy0, h0, TPolicy.Load(columns + c)));
            TPolicy.Store(columns + c + width, TPolicy.MultiplyAdd(dy1, h1, TPolicy.Load(columns + c + width)));
            TPolicy.Store(shifts + c, TPolicy.Add(dy0, TPolicy.Load(shifts + c)));
            TPolicy.Store(shifts + c + width, TPolicy.Add(dy1, TPolicy.Load(shifts + c + width)));
            TVector g0 = weight == null ? dy0 : TPolicy.Multiply(dy0, TPolicy.Load(weight + c));
            TVector g1 = weight == null ? dy1 : TPolicy.Multiply(dy1, TPolicy.Load(weight + c + width));
            sums0 = TPolicy.Add(sums0, g0);
            sums1 = TPolicy.Add(sums1, g1);
            products0 = TPolicy.MultiplyAdd(g0, h0, products0);
            products1 = TPolicy.MultiplyAdd(g1, h1, products1);
        }

        float sum = TPolicy.Sum(TPolicy.Add(sums0, sums1));
        product = TPolicy.Sum(TPolicy.Add(products0, products1));
        for (; c < size; c++)
        {
            float h = (x[c] - mean) * inverse;
            float g = weight == null ? dy[c] : dy[c] * weight[c];
            columns[c] += dy[c] * h;
            shifts[c] += dy[c];
            sum += g;
            product += g * h;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradient(nint size, float* x, float* dy, float* dx, float mean, float inverse, float slope, float shift, float* weight, bool accumulate)
    {
        nint width = TPolicy.Width;
        TVector means = TPolicy.Create(mean);
        TVector inverses = TPolicy.Create(inverse);
        TVector slopes = TPolicy.Create(slope);
        TVector shifts = TPolicy.Create(shift);
        nint c = 0;
        for (; c + width <= size; c += width)
        {
            TVector g = TPolicy.Load(dy + c);
            g = weight == null ? g : TPolicy.Multiply(g, TPolicy.Load(weight + c));
            TVector value = TPolicy.MultiplyAdd(TPolicy.Subtract(TPolicy.Load(x + c), means), slopes, shifts);
            value = TPolicy.MultiplyAdd(g, inverses, value);
            TPolicy.Store(dx + c, accumulate ? TPolicy.Add(value, TPolicy.Load(dx + c)) : value);
        }

        for (; c < size; c++)
        {
            float g = weight == null ? dy[c] : dy[c] * weight[c];
            float value = (g * inverse) + ((x[c] - mean) * slope) + shift;
            dx[c] = accumulate ? dx[c] + value : value;
        }
    }
}
