using System.Numerics;

namespace Hone.Kernels;

/// <summary>The passes of batch normalization as plain loops: the definition, the path of float64 and the oracle of the register form.</summary>
internal static unsafe class BatchNormPlain<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="BatchNormPasses{T}.Statistics"/>
    public static void Statistics(in BatchNormProblem<T> p, int part) => Statistics(p, part, 0);

    /// <summary>The channels from <paramref name="firstChannel"/> on: also the tail of the register form.</summary>
    public static void Statistics(in BatchNormProblem<T> p, int part, int firstChannel)
    {
        nint first = p.FirstRow(part);
        nint last = p.FirstRow(part + 1);
        T* sums = p.Partials + ((nint)part * 2 * p.Channels);
        for (int c = firstChannel; c < p.Channels; c++)
        {
            T* x = p.X + (first * p.Channels) + c;
            T pivot = p.Pivot == null ? *x : p.Pivot[c];
            T sum = T.Zero;
            T squares = T.Zero;
            for (nint row = first; row < last; row++)
            {
                T delta = *x - pivot;
                sum += delta;
                squares += delta * delta;
                x += p.Channels;
            }

            sums[c] = sum;
            sums[p.Channels + c] = squares;
        }
    }

    /// <inheritdoc cref="BatchNormPasses{T}.Normalize"/>
    public static void Normalize(in BatchNormProblem<T> p, int part)
    {
        nint last = p.FirstRow(part + 1);
        for (nint row = p.FirstRow(part); row < last; row++)
        {
            NormalizeRow(p, row * p.Channels, 0);
        }
    }

    /// <summary>One row from <paramref name="firstChannel"/> on.</summary>
    public static void NormalizeRow(in BatchNormProblem<T> p, nint offset, int firstChannel)
    {
        for (int c = firstChannel; c < p.Channels; c++)
        {
            nint i = offset + c;
            T y = ((p.X[i] - p.Mean[c]) * p.Scale[c]) + p.Shift[c];
            if (p.Residual != null)
            {
                y += p.Residual[i];
            }

            // Written so that NaN passes through.
            p.Y[i] = p.Relu && y <= T.Zero ? T.Zero : y;
        }
    }

    /// <inheritdoc cref="BatchNormPasses{T}.GradientSums"/>
    public static void GradientSums(in BatchNormProblem<T> p, int part) => GradientSums(p, part, 0);

    /// <inheritdoc cref="Statistics(in BatchNormProblem{T}, int, int)"/>
    public static void GradientSums(in BatchNormProblem<T> p, int part, int firstChannel)
    {
        nint first = p.FirstRow(part);
        nint last = p.FirstRow(part + 1);
        T* sums = p.Partials + ((nint)part * 2 * p.Channels);
        for (int c = firstChannel; c < p.Channels; c++)
        {
            T sum = T.Zero;
            T products = T.Zero;
            for (nint row = first; row < last; row++)
            {
                nint i = (row * p.Channels) + c;
                T g = Masked(p, i, c);
                if (p.Masked != null)
                {
                    p.Masked[i] = g;
                }

                sum += g;
                products += g * (p.X[i] - p.Mean[c]);
            }

            sums[c] = sum;
            sums[p.Channels + c] = products;
        }
    }

    /// <inheritdoc cref="BatchNormPasses{T}.InputGradient"/>
    public static void InputGradient(in BatchNormProblem<T> p, int part)
    {
        nint last = p.FirstRow(part + 1);
        for (nint row = p.FirstRow(part); row < last; row++)
        {
            InputGradientRow(p, row * p.Channels, 0);
        }
    }

    /// <summary>One row from <paramref name="firstChannel"/> on.</summary>
    public static void InputGradientRow(in BatchNormProblem<T> p, nint offset, int firstChannel)
    {
        for (int c = firstChannel; c < p.Channels; c++)
        {
            nint i = offset + c;
            p.Dx[i] = (Masked(p, i, c) * p.Scale[c]) + ((p.X[i] - p.Mean[c]) * p.Slope[c]) + p.Shift[c];
        }
    }

    private static T Masked(in BatchNormProblem<T> p, nint i, int c)
    {
        if (!p.Relu)
        {
            return p.Dy[i];
        }

        T y = p.Y == null ? ((p.X[i] - p.Mean[c]) * p.Scale[c]) + p.Bias[c] : p.Y[i];
        return y > T.Zero ? p.Dy[i] : T.Zero;
    }
}
