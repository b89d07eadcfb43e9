using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>The quick path of bilinear sampling against the general one, between guard zones.</summary>
[ChecksKernel(typeof(GridSampler<>), typeof(ScatteredRows<>))]
public sealed unsafe class GridSamplerKernelTests
{
    private const int Height = 5;
    private const int Width = 6;
    private const int OutWidth = 7;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Points_inside_give_the_same_values_for_every_padding_and_number_of_channels(bool alignCorners)
    {
        for (int channels = 1; channels <= 40; channels++)
        {
            var random = new Random(channels);
            using GuardedBuffer x = GuardedBuffer.Random(2 * Height * Width * channels, random);
            using GuardedBuffer dy = GuardedBuffer.Random(2 * OutWidth * channels, random);

            // Reflection takes the general path everywhere; it moves positions by half a pixel and back, which rounds.
            using GuardedBuffer grid = Grid(random, alignCorners ? 1 : 0.75f);
            float[] general = Run(GridSamplePadding.Reflection, alignCorners, channels, x, dy, grid);
            AssertClose(general, Run(GridSamplePadding.Border, alignCorners, channels, x, dy, grid));
            AssertClose(general, Run(GridSamplePadding.Zeros, alignCorners, channels, x, dy, grid));
        }
    }

    [Fact]
    public void Points_outside_take_the_edge_or_nothing()
    {
        using GuardedBuffer x = GuardedBuffer.Random(2 * Height * Width * 3, new Random(1));
        using GuardedBuffer dy = GuardedBuffer.Random(2 * OutWidth * 3, new Random(2));
        using var grid = new GuardedBuffer(2 * OutWidth * 2);
        foreach (float far in new[] { 1.5f, 1000, 1e20f })
        {
            grid.Values.Fill(far);
            Assert.Equal(x.Values[((Height * Width) - 1) * 3], Run(GridSamplePadding.Border, true, 3, x, dy, grid)[0]);
            Assert.All(Run(GridSamplePadding.Zeros, true, 3, x, dy, grid), value => Assert.Equal(0, value));
        }

        grid.Values.Fill(float.NaN);
        Assert.All(Run(GridSamplePadding.Border, true, 3, x, dy, grid), value => Assert.Equal(0, value));
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 5e-6f);
        }
    }

    private static GuardedBuffer Grid(Random random, float furthest)
    {
        var grid = new GuardedBuffer(2 * OutWidth * 2);
        foreach (ref float value in grid.Values)
        {
            value = ((random.NextSingle() * 2) - 1) * furthest;
        }

        // A corner of the image is the last pixel that can be read.
        grid.Values[4] = furthest;
        grid.Values[5] = furthest;
        return grid;
    }

    /// <summary>The sampled pixels, then the gradient of the images.</summary>
    private static float[] Run(GridSamplePadding padding, bool alignCorners, int channels, GuardedBuffer x, GuardedBuffer dy, GuardedBuffer grid)
    {
        using var y = new GuardedBuffer(2 * OutWidth * channels);
        using var dx = new GuardedBuffer(2 * Height * Width * channels);
        var problem = new GridProblem<float>
        {
            Batch = 2,
            Channels = channels,
            InHeight = Height,
            InWidth = Width,
            OutHeight = 1,
            OutWidth = OutWidth,
            Mode = GridSampleMode.Bilinear,
            Padding = padding,
            AlignCorners = alignCorners,
            X = x.Pointer,
            Y = y.Pointer,
            Dx = dx.Pointer,
            Dy = dy.Pointer,
            Grid = grid.Pointer,
        };
        GridSampler<float>.Forward(ref problem);
        GridSampler<float>.ImageBackward(ref problem);
        y.AssertGuards();
        dx.AssertGuards();
        return [.. y.Values, .. dx.Values];
    }
}
