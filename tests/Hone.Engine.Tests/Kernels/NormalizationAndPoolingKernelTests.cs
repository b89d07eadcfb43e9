using System.Runtime.Intrinsics;
using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>The register forms at every register size against the plain loops, at every number of channels, between guard zones.</summary>
public sealed unsafe class NormalizationAndPoolingKernelTests
{
    public static TheoryData<RegisterSize> Sizes() => [.. TestedRegisters.Sizes];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Batch_normalization_equals_the_plain_loops(RegisterSize size)
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            CompareBatchNorm(size, channels, 7, 1e-5f);
            CompareBatchNorm(size, channels, 7, 1e-5f, isFused: true);
        }
    }

    /// <summary>Two parts of 69 and 70 rows: even one channel in registers of 16 lanes gets a long row of 64. Sums grow with the rows, and their rounding too.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Batch_normalization_of_folded_rows_equals_the_plain_loops(RegisterSize size)
    {
        foreach (int channels in Enumerable.Range(1, 33).Append(40).Append(64).Append(72).Append(80).Append(81).Append(97))
        {
            CompareBatchNorm(size, channels, 139, 1e-4f);
            CompareBatchNorm(size, channels, 139, 1e-4f, isFused: true);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Maximum_pooling_equals_the_plain_loops(RegisterSize size)
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            ComparePooling(size, channels, 5, 6, static value => value);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Maximum_pooling_of_equal_values_and_of_NaN_equals_the_plain_loops(RegisterSize size)
    {
        foreach (int channels in (int[])[4, 16, 19, 40])
        {
            foreach ((int height, int width) in ((int, int)[])[(8, 8), (7, 9), (8, 7), (1, 8), (8, 1), (2, 2)])
            {
                ComparePooling(size, channels, height, width, static value => MathF.Round(2 * value));
                ComparePooling(size, channels, height, width, static value => value > 0.4f ? float.NaN : value);

                // One or two rows of many cannot be ordered: those beside them still share what they have reduced.
                ComparePooling(size, channels, height, width, static value => value > 0.998f ? float.NaN : value);
                ComparePooling(size, channels, height, width, static value => value > 0.99f ? float.PositiveInfinity : value < -0.99f ? float.NegativeInfinity : value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_of_every_length_equal_plain_sums(RegisterSize size)
    {
        var random = new Random(5);
        for (int length = 0; length <= 67; length++)
        {
            using GuardedBuffer x = GuardedBuffer.Random(length, random);
            using GuardedBuffer other = GuardedBuffer.Random(length, random);
            using var y = new GuardedBuffer(length);
            (float max, float sum, float dot) = Rows(size, x, other, y);
            y.AssertGuards();
            double[] values = x.ToDouble();
            double[] others = other.ToDouble();
            Assert.Equal(values.Length == 0 ? double.NegativeInfinity : values.Max(), max);
            Assert.Equal(values.Sum(v => Math.Exp(v - 0.5)), sum, 1e-5 * (1 + length));
            Assert.Equal(values.Zip(others).Sum(pair => pair.First * pair.Second), dot, 1e-5);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal((2 * Math.Exp(values[i] - 0.5)) + (3 * others[i]), y.Pointer[i], 2e-6);
            }
        }
    }

    private static void ComparePooling(RegisterSize size, int channels, int height, int width, Func<float, float> change)
    {
        var random = new Random(4);
        int outHeight = (height + 1) / 2;
        int outWidth = (width + 1) / 2;
        int inputs = height * width * channels;
        int outputs = outHeight * outWidth * channels;
        using GuardedBuffer x = GuardedBuffer.Random(inputs, random);
        using GuardedBuffer dy = GuardedBuffer.Random(outputs, random);
        foreach (ref float value in x.Values)
        {
            value = change(value);
        }

        foreach (bool accumulate in new[] { false, true })
        {
            float[][] results = new float[2][];
            for (int form = 0; form < 2; form++)
            {
                using var y = new GuardedBuffer(outputs);
                using var dx = new GuardedBuffer(inputs);
                using var taps = new GuardedBuffer((outputs + 3) / 4);
                dx.Values.Fill(0.5f);
                var problem = new PoolProblem<float>
                {
                    Batch = 1,
                    Channels = channels,
                    InHeight = height,
                    InWidth = width,
                    OutHeight = outHeight,
                    OutWidth = outWidth,
                    KernelHeight = 3,
                    KernelWidth = 3,
                    StrideHeight = 2,
                    StrideWidth = 2,
                    PaddingHeight = 1,
                    PaddingWidth = 1,
                    Accumulate = accumulate,
                    X = x.Pointer,
                    Y = y.Pointer,
                    Dx = dx.Pointer,
                    Dy = dy.Pointer,
                    Taps = (byte*)taps.Pointer,
                };
                MaxPool(form == 0 ? null : size, problem);
                y.AssertGuards();
                dx.AssertGuards();
                taps.AssertGuards();
                results[form] = [.. y.Values, .. dx.Values, .. new Span<byte>(taps.Pointer, outputs).ToArray().Select(b => (float)b)];
            }

            for (int i = 0; i < results[0].Length; i++)
            {
                // Up to four gradients meet in one input; the order of their sum is each form's own.
                Assert.True(results[0][i].Equals(results[1][i]) || Math.Abs(results[0][i] - results[1][i]) <= 1e-6, $"{height}x{width}, {channels} channels, {i}: {results[1][i]} instead of {results[0][i]}");
            }
        }
    }

    /// <param name="isFused">No residual: the sign of the output is computed again from x, and dx is written over dy.</param>
    private static void CompareBatchNorm(RegisterSize size, int channels, int rows, float tolerance, bool isFused = false)
    {
        var random = new Random(3 + channels);
        using GuardedBuffer x = GuardedBuffer.Random(rows * channels, random);
        using GuardedBuffer residual = GuardedBuffer.Random(rows * channels, random);
        using GuardedBuffer dy = GuardedBuffer.Random(rows * channels, random);
        using GuardedBuffer vectors = GuardedBuffer.Random(4 * channels, random);
        float[][] results = new float[2][];
        for (int form = 0; form < 2; form++)
        {
            using var y = new GuardedBuffer(rows * channels);
            using var dx = new GuardedBuffer(rows * channels);
            using var masked = new GuardedBuffer(rows * channels);
            using var partials = new GuardedBuffer(2 * 2 * channels);
            using var gradientPartials = new GuardedBuffer(2 * 2 * channels);
            var problem = new BatchNormProblem<float>
            {
                Rows = rows,
                Channels = channels,
                Parts = 2,
                X = x.Pointer,
                Residual = residual.Pointer,
                Y = y.Pointer,
                Dy = dy.Pointer,
                Dx = dx.Pointer,
                Masked = masked.Pointer,
                Relu = true,
                Mean = vectors.Pointer,
                Scale = vectors.Pointer + channels,
                Shift = vectors.Pointer + (2 * channels),
                Slope = vectors.Pointer + (3 * channels),
                Partials = partials.Pointer,
            };
            if (isFused)
            {
                dy.Values.CopyTo(dx.Values);
                masked.Values.Clear();
                problem.Residual = null;
                problem.Masked = null;
                problem.Dy = dx.Pointer;
                problem.Bias = problem.Shift;
            }

            for (int part = 0; part < 2; part++)
            {
                problem.Partials = partials.Pointer;
                BatchNorm(form == 0 ? null : size, problem, part, gradientPartials.Pointer);
            }

            foreach (GuardedBuffer buffer in new[] { y, dx, masked, partials, gradientPartials })
            {
                buffer.AssertGuards();
            }

            results[form] = [.. y.Values, .. dx.Values, .. masked.Values, .. partials.Values, .. gradientPartials.Values];
        }

        AssertClose(results[0], results[1], $"{channels} channels, {rows} rows", tolerance);
    }

    private static void BatchNorm(RegisterSize? size, BatchNormProblem<float> problem, int part, float* gradientPartials)
    {
        BatchNormProblem<float> gradients = problem;
        gradients.Partials = gradientPartials;
        gradients.Y = problem.Bias == null ? problem.Y : null;
        switch (size)
        {
            case null:
                BatchNormPlain<float>.Statistics(problem, part);
                BatchNormPlain<float>.Normalize(problem, part);
                BatchNormPlain<float>.GradientSums(gradients, part);
                BatchNormPlain<float>.InputGradient(gradients, part);
                break;
            case RegisterSize.Bits128:
                BatchNorm<Policy128, Vector128<float>>(problem, gradients, part);
                break;
            case RegisterSize.Bits256:
                BatchNorm<Policy256, Vector256<float>>(problem, gradients, part);
                break;
            default:
                BatchNorm<Policy512, Vector512<float>>(problem, gradients, part);
                break;
        }
    }

    private static void BatchNorm<TPolicy, TVector>(BatchNormProblem<float> problem, BatchNormProblem<float> gradients, int part)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        BatchNormFold<TPolicy, TVector>.Statistics(problem, part);
        BatchNormFold<TPolicy, TVector>.Normalize(problem, part);
        BatchNormFold<TPolicy, TVector>.GradientSums(gradients, part);
        BatchNormFold<TPolicy, TVector>.InputGradient(gradients, part);
    }

    private static void MaxPool(RegisterSize? size, PoolProblem<float> problem)
    {
        // In stretches of three rows: each has a first row, which finds nothing that a row above has left, and a last one.
        for (int row = 0; row < problem.OutHeight; row += 3)
        {
            int end = Math.Min(row + 3, problem.OutHeight);
            switch (size)
            {
                case null:
                    for (int single = row; single < end; single++)
                    {
                        MaxPoolPlain<float>.ForwardRow(problem, single);
                    }

                    break;
                case RegisterSize.Bits128:
                    MaxPoolVectors<Policy128, Vector128<float>>.ForwardRows(problem, row, end);
                    break;
                case RegisterSize.Bits256:
                    MaxPoolVectors<Policy256, Vector256<float>>.ForwardRows(problem, row, end);
                    break;
                default:
                    MaxPoolVectors<Policy512, Vector512<float>>.ForwardRows(problem, row, end);
                    break;
            }
        }

        problem.RentNoTaps();
        for (int row = 0; row < problem.InHeight;)
        {
            switch (size)
            {
                case null:
                    MaxPoolPlain<float>.BackwardRow(problem, row++);
                    break;
                case RegisterSize.Bits128:
                    row += MaxPoolVectors<Policy128, Vector128<float>>.BackwardRows(problem, row, problem.InHeight);
                    break;
                case RegisterSize.Bits256:
                    row += MaxPoolVectors<Policy256, Vector256<float>>.BackwardRows(problem, row, problem.InHeight);
                    break;
                default:
                    row += MaxPoolVectors<Policy512, Vector512<float>>.BackwardRows(problem, row, problem.InHeight);
                    break;
            }
        }
    }

    private static (float Max, float Sum, float Dot) Rows(RegisterSize size, GuardedBuffer x, GuardedBuffer other, GuardedBuffer y) => size switch
    {
        RegisterSize.Bits128 => Rows<Policy128, Vector128<float>>(x, other, y),
        RegisterSize.Bits256 => Rows<Policy256, Vector256<float>>(x, other, y),
        _ => Rows<Policy512, Vector512<float>>(x, other, y),
    };

    private static (float Max, float Sum, float Dot) Rows<TPolicy, TVector>(GuardedBuffer x, GuardedBuffer other, GuardedBuffer y)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        RowVectors<TPolicy, TVector>.ScaledExp(x.Length, y.Pointer, x.Pointer, 0.5f, 2, other.Pointer, 3);
        return (
            RowVectors<TPolicy, TVector>.Max(x.Length, x.Pointer),
            RowVectors<TPolicy, TVector>.ExpSum(x.Length, x.Pointer, 0.5f),
            RowVectors<TPolicy, TVector>.Dot(x.Length, x.Pointer, other.Pointer));
    }

    private static void AssertClose(float[] expected, float[] actual, string where, float tolerance = 1e-5f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{where}, element {i}: {actual[i]}, plain {expected[i]}");
        }
    }
}
