using System.Runtime.CompilerServices;

namespace Hone.Kernels;

/// <summary>
/// The register passes of batch normalization for few or odd numbers of channels: neighbouring rows are read as one long row whose
/// length is a whole number of registers, with the values of each channel repeated: in registers of 16 lanes 8 channels are rows of 64.
/// </summary>
/// <remarks>Other sizes run in <see cref="BatchNormVectors{TPolicy, TVector}"/> as they are. Rows that do not fill a long row go through the plain loop. Sums add the copies of a channel in the order of the rows.</remarks>
internal static unsafe class BatchNormFold<TPolicy, TVector>
    where TPolicy : struct, IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>More channels have a tail that is small against the rest.</summary>
    private const int MaxChannels = 64;

    /// <summary>Registers of a long row, at least: sums need several running at a time to hide the latency of an addition.</summary>
    private const int MinRegisters = 4;

    /// <inheritdoc cref="BatchNormPasses{T}.Statistics"/>
    [SkipLocalsInit]
    public static void Statistics(in BatchNormProblem<float> p, int part)
    {
        if (!Suits(p.Channels))
        {
            BatchNormVectors<TPolicy, TVector>.Statistics(p, part);
            return;
        }

        int count = Count(p.Channels);
        int length = count * p.Channels;
        float* values = stackalloc float[3 * length];
        float* sums = p.Partials + ((nint)part * 2 * p.Channels);
        BatchNormProblem<float> rest = Rows(p, part);
        rest.Pivot = rest.X;
        BatchNormProblem<float> folded = rest;
        Fold(ref folded, ref rest, count);
        folded.Pivot = Repeat(rest.Pivot, p.Channels, count, values);
        folded.Partials = values + length;
        BatchNormVectors<TPolicy, TVector>.Statistics(folded, 0);
        rest.Partials = sums;
        BatchNormPlain<float>.Statistics(rest, 0);
        AddCopies(folded.Partials, count, p.Channels, sums);
    }

    /// <inheritdoc cref="BatchNormPasses{T}.Normalize"/>
    [SkipLocalsInit]
    public static void Normalize(in BatchNormProblem<float> p, int part)
    {
        if (!Suits(p.Channels))
        {
            BatchNormVectors<TPolicy, TVector>.Normalize(p, part);
            return;
        }

        int count = Count(p.Channels);
        int length = count * p.Channels;
        float* values = stackalloc float[3 * length];
        BatchNormProblem<float> rest = Rows(p, part);
        BatchNormProblem<float> folded = rest;
        Fold(ref folded, ref rest, count);
        folded.Mean = Repeat(p.Mean, p.Channels, count, values);
        folded.Scale = Repeat(p.Scale, p.Channels, count, values + length);
        folded.Shift = Repeat(p.Shift, p.Channels, count, values + (2 * length));
        BatchNormVectors<TPolicy, TVector>.Normalize(folded, 0);
        BatchNormPlain<float>.Normalize(rest, 0);
    }

    /// <inheritdoc cref="BatchNormPasses{T}.GradientSums"/>
    [SkipLocalsInit]
    public static void GradientSums(in BatchNormProblem<float> p, int part)
    {
        if (!Suits(p.Channels))
        {
            BatchNormVectors<TPolicy, TVector>.GradientSums(p, part);
            return;
        }

        int count = Count(p.Channels);
        int length = count * p.Channels;
        float* values = stackalloc float[5 * length];
        float* sums = p.Partials + ((nint)part * 2 * p.Channels);
        BatchNormProblem<float> rest = Rows(p, part);
        BatchNormProblem<float> folded = rest;
        Fold(ref folded, ref rest, count);
        folded.Mean = Repeat(p.Mean, p.Channels, count, values);
        folded.Partials = values + length;
        if (p.Relu && p.Y == null)
        {
            folded.Scale = Repeat(p.Scale, p.Channels, count, values + (3 * length));
            folded.Bias = Repeat(p.Bias, p.Channels, count, values + (4 * length));
        }

        BatchNormVectors<TPolicy, TVector>.GradientSums(folded, 0);
        rest.Partials = sums;
        BatchNormPlain<float>.GradientSums(rest, 0);
        AddCopies(folded.Partials, count, p.Channels, sums);
    }

    /// <inheritdoc cref="BatchNormPasses{T}.InputGradient"/>
    [SkipLocalsInit]
    public static void InputGradient(in BatchNormProblem<float> p, int part)
    {
        if (!Suits(p.Channels))
        {
            BatchNormVectors<TPolicy, TVector>.InputGradient(p, part);
            return;
        }

        int count = Count(p.Channels);
        int length = count * p.Channels;
        float* values = stackalloc float[5 * length];
        BatchNormProblem<float> rest = Rows(p, part);
        BatchNormProblem<float> folded = rest;
        Fold(ref folded, ref rest, count);
        folded.Mean = Repeat(p.Mean, p.Channels, count, values);
        folded.Scale = Repeat(p.Scale, p.Channels, count, values + length);
        folded.Shift = Repeat(p.Shift, p.Channels, count, values + (2 * length));
        folded.Slope = Repeat(p.Slope, p.Channels, count, values + (3 * length));
        if (p.Relu && p.Y == null)
        {
            folded.Bias = Repeat(p.Bias, p.Channels, count, values + (4 * length));
        }

        BatchNormVectors<TPolicy, TVector>.InputGradient(folded, 0);
        BatchNormPlain<float>.InputGradient(rest, 0);
    }

    /// <summary>True where rows are shorter than <see cref="MinRegisters"/> registers or do not fill them.</summary>
    private static bool Suits(int channels) =>
        channels > 0 && channels <= MaxChannels && (channels % TPolicy.Width != 0 || channels < MinRegisters * TPolicy.Width);

    /// <summary>Rows in a long row: the fewest that fill whole registers, and at least <see cref="MinRegisters"/>.</summary>
    private static int Count(int channels)
    {
        int count = 1;
        while (channels * count % TPolicy.Width != 0 || channels * count < MinRegisters * TPolicy.Width)
        {
            count++;
        }

        return count;
    }

    /// <summary>The rows of a part as a problem of a single part.</summary>
    private static BatchNormProblem<float> Rows(in BatchNormProblem<float> p, int part)
    {
        nint first = p.FirstRow(part);
        BatchNormProblem<float> rows = p;
        rows.Rows = p.FirstRow(part + 1) - first;
        rows.Parts = 1;
        Advance(ref rows, first * p.Channels);
        return rows;
    }

    private static void Advance(ref BatchNormProblem<float> p, nint offset)
    {
        p.X = At(p.X, offset);
        p.Residual = At(p.Residual, offset);
        p.Y = At(p.Y, offset);
        p.Dy = At(p.Dy, offset);
        p.Dx = At(p.Dx, offset);
        p.Masked = At(p.Masked, offset);
    }

    private static float* At(float* values, nint offset) => values == null ? null : values + offset;

    /// <summary>Cuts the same rows in two: whole long rows in <paramref name="folded"/>, the others in <paramref name="rest"/>.</summary>
    private static void Fold(ref BatchNormProblem<float> folded, ref BatchNormProblem<float> rest, int count)
    {
        nint longRows = rest.Rows / count;
        folded.Rows = longRows;
        folded.Channels = rest.Channels * count;
        Advance(ref rest, longRows * folded.Channels);
        rest.Rows -= longRows * count;
    }

    private static float* Repeat(float* channels, int length, int count, float* destination)
    {
        for (int i = 0; i < count; i++)
        {
            new Span<float>(channels, length).CopyTo(new Span<float>(destination + (i * length), length));
        }

        return destination;
    }

    /// <summary>Adds the sums of all copies of a channel, both rows of `[2][count][channels]`, to `[2][channels]`.</summary>
    private static void AddCopies(float* copies, int count, int channels, float* sums)
    {
        for (int kind = 0; kind < 2; kind++)
        {
            for (int c = 0; c < channels; c++)
            {
                float sum = 0;
                for (int i = 0; i < count; i++)
                {
                    sum += copies[(i * channels) + c];
                }

                sums[c] += sum;
            }

            copies += count * channels;
            sums += channels;
        }
    }
}
