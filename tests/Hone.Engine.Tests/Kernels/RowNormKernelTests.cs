using System.Runtime.Intrinsics;
using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>The register forms of row normalization and adaptive maxima at every register size against the plain loops, between guard zones.</summary>
[ChecksKernel(typeof(RowNormLoop<>), typeof(RowNormPlain<>), typeof(RowNormVectors<,>), typeof(AdaptiveMaximumPool<>), typeof(AdaptiveMaximumVectors<,>))]
public sealed unsafe class RowNormKernelTests
{
    public static TheoryData<RegisterSize> Sizes() => [.. TestedRegisters.Sizes];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_of_every_length_equal_the_plain_loops(RegisterSize size)
    {
        for (int length = 1; length <= 257; length++)
        {
            float[] plain = Rows(null, length);
            float[] registers = Rows(size, length);
            for (int i = 0; i < plain.Length; i++)
            {
                Assert.True(Math.Abs(plain[i] - registers[i]) <= 2e-5 * Math.Max(1, Math.Abs(plain[i])), $"length {length}, element {i}: {registers[i]}, plain {plain[i]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Adaptive_maxima_of_every_number_of_channels_equal_the_plain_loops(RegisterSize size)
    {
        var random = new Random(6);
        for (int channels = 0; channels <= 67; channels++)
        {
            using GuardedBuffer x = GuardedBuffer.Random(5 * 4 * channels, random);
            Assert.Equal(Maxima(null, x, channels), Maxima(size, x, channels));
        }
    }

    private static float[] Rows(RegisterSize? size, int length)
    {
        const int Count = 3;
        var random = new Random(7 + length);
        using GuardedBuffer x = GuardedBuffer.Random(Count * length, random);
        using GuardedBuffer dy = GuardedBuffer.Random(Count * length, random);
        using GuardedBuffer parameters = GuardedBuffer.Random(2 * length, random);
        using var y = new GuardedBuffer(Count * length);
        using var dx = new GuardedBuffer(Count * length);
        using var statistics = new GuardedBuffer(2 * Count);
        using var partials = new GuardedBuffer(2 * 2 * length);
        var problem = new RowNormProblem<float>
        {
            Rows = Count,
            Size = length,
            Parts = 2,
            Centered = length % 3 != 0,
            Eps = 0.1,
            X = x.Pointer,
            Y = y.Pointer,
            Dy = dy.Pointer,
            Dx = dx.Pointer,
            Accumulate = length % 11 == 0,
            Weight = length % 5 == 0 ? null : parameters.Pointer,
            Bias = length % 7 == 0 ? null : parameters.Pointer + length,
            Mean = statistics.Pointer,
            Inverse = statistics.Pointer + Count,
            Partials = length % 2 == 0 ? null : partials.Pointer,
        };
        partials.Values.Clear();
        dx.Values.Fill(0.5f);
        for (int part = 0; part < problem.Parts; part++)
        {
            Run(size, problem, part);
        }

        foreach (GuardedBuffer buffer in new[] { y, dx, statistics, partials })
        {
            buffer.AssertGuards();
        }

        return [.. y.Values, .. dx.Values, .. statistics.Values, .. partials.Values];
    }

    private static void Run(RegisterSize? size, RowNormProblem<float> problem, int part)
    {
        switch (size)
        {
            case null:
                RowNormPlain<float>.Forward(problem, part);
                RowNormPlain<float>.Backward(problem, part);
                break;
            case RegisterSize.Bits128:
                RowNormVectors<Policy128, Vector128<float>>.Forward(problem, part);
                RowNormVectors<Policy128, Vector128<float>>.Backward(problem, part);
                break;
            case RegisterSize.Bits256:
                RowNormVectors<Policy256, Vector256<float>>.Forward(problem, part);
                RowNormVectors<Policy256, Vector256<float>>.Backward(problem, part);
                break;
            default:
                RowNormVectors<Policy512, Vector512<float>>.Forward(problem, part);
                RowNormVectors<Policy512, Vector512<float>>.Backward(problem, part);
                break;
        }
    }

    private static float[] Maxima(RegisterSize? size, GuardedBuffer x, int channels)
    {
        using var y = new GuardedBuffer(2 * 2 * channels);
        using var pixels = new GuardedBuffer(2 * 2 * channels);
        var problem = new AdaptivePoolProblem<float>
        {
            Batch = 1,
            Channels = channels,
            InHeight = 5,
            InWidth = 4,
            OutHeight = 2,
            OutWidth = 2,
            Parts = 1,
            Input = x.Pointer,
            Output = y.Pointer,
            Pixels = (int*)pixels.Pointer,
        };
        for (int window = 0; window < 4; window++)
        {
            int row = window / 2;
            int column = window % 2;
            switch (size)
            {
                case null:
                    AdaptiveMaximumPool<float>.Window(problem, 0, row, column, 0);
                    break;
                case RegisterSize.Bits128:
                    AdaptiveMaximumVectors<Policy128, Vector128<float>>.Window(problem, 0, row, column);
                    break;
                case RegisterSize.Bits256:
                    AdaptiveMaximumVectors<Policy256, Vector256<float>>.Window(problem, 0, row, column);
                    break;
                default:
                    AdaptiveMaximumVectors<Policy512, Vector512<float>>.Window(problem, 0, row, column);
                    break;
            }
        }

        y.AssertGuards();
        pixels.AssertGuards();
        return [.. y.Values, .. new Span<int>(pixels.Pointer, 4 * channels).ToArray().Select(pixel => (float)pixel)];
    }
}
