using Hone.Engine.Tests.Kernels;
using Hone.Kernels;
using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class PixelShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [ChecksGradientOf(typeof(Hone.Ops.PixelShuffle))]
    public void Gradient_matches_finite_differences(int factor)
    {
        int area = factor * factor;
        Tensor images = TestTensors.Normal(1, 2, 2 * area, 2, 3);
        Tensor rows = Tensor.From(images.ToArray<double>(), images.Shape);
        GradCheck.Check(t => t[0].PixelShuffle(factor), [images]);
        GradCheck.Check(t => t[0].PixelShuffle(factor), [rows]);
        GradCheck.Check(t => t[0].PixelShuffle(factor), [TestTensors.Normal(1, 0, area, 2, 3)]);
        GradCheck.Check(t => t[0].PixelUnshuffle(factor), [TestTensors.Normal(1, 2, 2, 2 * factor, 3 * factor)]);
    }

    [Fact]
    public void Channels_fill_blocks_of_pixels_row_by_row()
    {
        Tensor x = Tensor.From([.. Enumerable.Range(0, 16).Select(i => (float)i)], [1, 8, 1, 2]);
        Assert.Equal([0f, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15], x.PixelShuffle(2).ToArray<float>());
    }

    [Theory]
    [InlineData(1, 5, 3, 4, 2)]
    [InlineData(2, 1, 1, 1, 2)]
    [InlineData(2, 17, 9, 31, 2)]
    [InlineData(3, 24, 40, 29, 3)]
    [ChecksKernel(typeof(PixelBlocks<>))]
    public void Channels_last_and_row_major_images_give_the_same(int batch, int channels, int height, int width, int factor)
    {
        Tensor rows = TestTensors.Normal(3, batch, channels * factor * factor, height, width).To(DType.Float32).Contiguous();
        Tensor images = rows.InChannelsLast();
        Assert.True(images.IsChannelsLast);
        Tensor wide = images.PixelShuffle(factor);
        Tensor blocks = rows.Reshape(batch, channels, factor, factor, height, width).Permute(0, 1, 4, 2, 5, 3); // [batch, channels, height, r, width, r]
        Assert.Equal(blocks.ToArray<float>(), wide.ToArray<float>());
        Assert.Equal(rows.PixelShuffle(factor).ToArray<float>(), wide.ToArray<float>());
        Assert.Equal(rows.ToArray<float>(), wide.PixelUnshuffle(factor).ToArray<float>());
        Assert.Equal(rows.ToArray<float>(), wide.Contiguous().PixelUnshuffle(factor).ToArray<float>());

        // A range of the channels of a larger tensor, and all channels of one picture of many.
        Tensor joined = Tensor.Cat([wide, wide * 2, wide], 1);
        Assert.Equal((rows * 2).ToArray<float>(), joined.Narrow(1, channels, channels).PixelUnshuffle(factor).ToArray<float>());
        Assert.Equal(images.Narrow(0, batch - 1, 1).ToArray<float>(), wide.Narrow(0, batch - 1, 1).PixelUnshuffle(factor).ToArray<float>());
        Assert.Equal(rows.To(DType.Float64).ToArray<double>(), images.To(DType.Float64).PixelShuffle(factor).PixelUnshuffle(factor).ToArray<double>());
    }

    [Fact]
    public void Bytes_and_whole_numbers_are_moved_as_well()
    {
        foreach (DType type in (DType[])[DType.UInt8, DType.Int64])
        {
            Tensor x = Tensor.From([.. Enumerable.Range(0, 48).Select(i => (float)i)], [1, 8, 2, 3]);
            Tensor moved = x.To(type).InChannelsLast().PixelShuffle(2);
            Assert.Equal(x.PixelShuffle(2).ToArray<float>(), moved.To(DType.Float32).ToArray<float>());
        }
    }

    [Fact]
    public void Unshuffling_undoes_shuffling()
    {
        Tensor x = TestTensors.Normal(1, 2, 18, 4, 5);
        Assert.Equal(x.ToArray<double>(), x.PixelShuffle(3).PixelUnshuffle(3).ToArray<double>());
    }

    [Fact]
    public void Sizes_that_do_not_divide_are_named_with_their_axis()
    {
        Assert.Contains("6 channels at axis 1 of x [1, 6, 4, 4]", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 6, 4, 4]).PixelShuffle(2)).Message);
        Assert.Contains("size 5 at axis 3 of x [1, 6, 4, 5]", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 6, 4, 5]).PixelUnshuffle(2)).Message);
        Assert.Contains("x [6, 4, 5], factor 2", Assert.Throws<ShapeException>(() => Tensor.Zeros([6, 4, 5]).PixelUnshuffle(2)).Message);
        Assert.Contains("factor 0", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 6, 4, 5]).PixelShuffle(0)).Message);
    }
}
