using System.Numerics;

namespace Hone.Kernels;

/// <summary>Normalization of rows as plain loops: the definition, the path of float64 and the oracle of the register form.</summary>
internal static unsafe class RowNormPlain<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="RowNormLoop{T}.Forward"/>
    public static void Forward(in RowNormProblem<T> p, int part)
    {
        T count = T.CreateTruncating(p.Size);
        T eps = T.CreateTruncating(p.Eps);
        for (nint row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* x = p.X + (row * p.Size);
            T* y = p.Y + (row * p.Size);
            T mean = T.Zero;
            if (p.Centered)
            {
                for (int c = 0; c < p.Size; c++)
                {
                    mean += x[c];
                }

                mean /= count;
            }

            T squares = T.Zero;
            for (int c = 0; c < p.Size; c++)
            {
                squares += (x[c] - mean) * (x[c] - mean);
            }

            T inverse = T.One / T.Sqrt((squares / count) + eps);
            p.Mean[row] = mean;
            p.Inverse[row] = inverse;
            for (int c = 0; c < p.Size; c++)
            {
                T scale = p.Weight == null ? inverse : inverse * p.Weight[c];
                T shift = p.Bias == null ? T.Zero : p.Bias[c];
                y[c] = ((x[c] - mean) * scale) + shift;
            }
        }
    }

    /// <inheritdoc cref="RowNormLoop{T}.Backward"/>
    public static void Backward(in RowNormProblem<T> p, int part)
    {
        T* products = p.Partials == null ? null : p.Partials + ((nint)part * 2 * p.Size);
        T* sums = products + p.Size;
        if (products != null)
        {
            new Span<T>(products, 2 * p.Size).Clear();
        }

        T count = T.CreateTruncating(p.Size);
        for (nint row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* x = p.X + (row * p.Size);
            T* dy = p.Dy + (row * p.Size);
            T mean = p.Mean[row];
            T inverse = p.Inverse[row];
            T sum = T.Zero;
            T product = T.Zero;
            for (int c = 0; c < p.Size; c++)
            {
                T h = (x[c] - mean) * inverse;
                T g = p.Weight == null ? dy[c] : dy[c] * p.Weight[c];
                sum += g;
                product += g * h;
                if (products != null)
                {
                    products[c] += dy[c] * h;
                    sums[c] += dy[c];
                }
            }

            if (p.Dx == null)
            {
                continue;
            }

            T* dx = p.Dx + (row * p.Size);
            T slope = -inverse * inverse * product / count;
            T shift = p.Centered ? -inverse * sum / count : T.Zero;
            for (int c = 0; c < p.Size; c++)
            {
                T g = p.Weight == null ? dy[c] : dy[c] * p.Weight[c];
                T value = (g * inverse) + ((x[c] - mean) * slope) + shift;
                dx[c] = p.Accumulate ? dx[c] + value : value;
            }
        }
    }
}
