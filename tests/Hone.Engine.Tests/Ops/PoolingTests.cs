using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class PoolingTests
{
    public static TheoryData<int[], Size2d, Size2d, Size2d, bool> Cases() => new()
    {
        { [2, 3, 6, 6], 2, 2, 0, false },
        { [2, 3, 7, 5], 3, 2, 1, false },
        { [1, 2, 5, 7], (3, 2), (1, 2), (1, 0), false },
        { [2, 2, 6, 6], 3, 2, 0, true },
        { [1, 2, 5, 5], 2, 2, 1, true },
        { [1, 2, 4, 4], 1, 3, 0, false },
        { [0, 2, 4, 4], 2, 2, 0, false },
        { [2, 0, 4, 4], 2, 2, 0, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [ChecksGradientOf(typeof(Hone.Ops.MaxPool2d))]
    public void MaxPool2d_gradient_matches_finite_differences(int[] shape, Size2d kernel, Size2d stride, Size2d padding, bool ceilMode) =>
        GradCheck.Check(t => t[0].MaxPool2d(kernel, stride, padding, ceilMode), [TestTensors.Normal(1, shape)]);

    [Theory]
    [MemberData(nameof(Cases))]
    [ChecksGradientOf(typeof(Hone.Ops.AvgPool2d))]
    public void AvgPool2d_gradient_matches_finite_differences(int[] shape, Size2d kernel, Size2d stride, Size2d padding, bool ceilMode)
    {
        foreach (bool count in new[] { true, false })
        {
            var options = new AvgPool2dOptions { Stride = stride, Padding = padding, CeilMode = ceilMode, CountIncludePad = count };
            GradCheck.Check(t => t[0].AvgPool2d(kernel, options), [TestTensors.Normal(1, shape)]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 7)]
    [ChecksGradientOf(typeof(Hone.Ops.AdaptiveAvgPool2d))]
    public void AdaptiveAvgPool2d_gradient_matches_finite_differences(int height, int width)
    {
        GradCheck.Check(t => t[0].AdaptiveAvgPool2d((height, width)), [TestTensors.Normal(1, 2, 3, 5, 4)]);
        GradCheck.Check(t => t[0].AdaptiveAvgPool2d((height, width)), [TestTensors.Normal(1, 0, 3, 5, 4)]);
    }

    [Fact]
    public void Gradients_add_to_those_of_another_branch() => GradCheck.Check(
        t =>
        {
            Tensor x = t[0] * 2;
            return x.MaxPool2d(2) + x.AvgPool2d(2) + x.AdaptiveAvgPool2d(2) + x.MaxPool2d(2);
        },
        [TestTensors.Normal(1, 2, 3, 4, 4)]);

    [Fact]
    public void Float32_agrees_with_float64_for_every_number_of_channels()
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            Tensor[] inputs = [TestTensors.Normal(channels, 2, channels, 7, 6)];
            Float32Check.Compare(t => t[0].MaxPool2d(3, 2, 1), inputs);
            Float32Check.Compare(t => t[0].MaxPool2d(2), inputs);
            Float32Check.Compare(t => t[0].AvgPool2d(3, new() { Stride = 2, Padding = 1 }), inputs);
            Float32Check.Compare(t => t[0].AvgPool2d(2), inputs);
            Float32Check.Compare(t => t[0].AvgPool2d((3, 4), new() { CeilMode = true }), inputs);
            Float32Check.Compare(t => t[0].AvgPool2d(2) + t[0].AvgPool2d(2), inputs);
            Float32Check.Compare(t => t[0].AdaptiveAvgPool2d((3, 1)), inputs);
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        Tensor x = Float32Check.Narrow(TestTensors.Normal(1, 9, 21, 30, 30));
        ThreadCheck.SameBits(t => t[0].MaxPool2d(3, 2, 1), x);
        ThreadCheck.SameBits(t => t[0].AvgPool2d(3, new() { Stride = 2, Padding = 1 }), x);
        ThreadCheck.SameBits(t => t[0].AvgPool2d(2, new() { CeilMode = true }), x);
        ThreadCheck.SameBits(t => t[0].AdaptiveAvgPool2d(1), x);
    }

    [Fact]
    public void Of_equal_values_the_first_gets_the_gradient()
    {
        Tensor x = Tensor.Ones([1, 9, 2, 2]);
        x.RequiresGrad = true;
        x.MaxPool2d(2).Sum().Backward();
        float[] gradient = x.Grad!.ToArray<float>();
        Assert.All(gradient.Select((g, i) => (g, i)), pair => Assert.Equal(pair.i % 4 == 0 ? 1 : 0, pair.g));
    }

    [Fact]
    public void NaN_wins_over_numbers()
    {
        float[] values = [.. Enumerable.Range(0, 9 * 4).Select(i => i % 4 == 1 ? float.NaN : i)];
        Assert.All(Tensor.From(values, [1, 9, 2, 2]).MaxPool2d(2).ToArray<float>(), v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void Averages_count_padding_only_when_asked_to()
    {
        Tensor x = Tensor.Ones([1, 1, 2, 2]);
        Assert.Equal(4f / 9, x.AvgPool2d(3, new() { Stride = 1, Padding = 1 }).ToArray<float>()[0], 1e-6);
        Assert.Equal(1f, x.AvgPool2d(3, new() { Stride = 1, Padding = 1, CountIncludePad = false }).ToArray<float>()[0], 1e-6);
    }

    [Fact]
    public void Padding_of_more_than_half_the_kernel_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 1, 4, 4]).MaxPool2d(2, 2, (2, 0)));
        Assert.Contains("kernel 2x2, stride 2x2, padding 2x0", error.Message);
        Assert.Contains("at most 1x1", error.Message);
    }

    [Fact]
    public void A_kernel_larger_than_the_input_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 1, 4, 3]).AvgPool2d(5));
        Assert.Contains("x [1, 1, 4, 3] with padding 0x0, kernel 5x5", error.Message);
    }

    [Fact]
    public void A_kernel_of_more_than_256_pixels_is_refused_by_the_maximum()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 1, 40, 40]).MaxPool2d((17, 16)));
        Assert.Contains("kernel 17x16: 272 pixels", error.Message);
    }

    [Fact]
    public void A_tensor_without_four_axes_is_refused()
    {
        Assert.Contains("Float32 [3, 4, 4]", Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 4, 4]).MaxPool2d(2)).Message);
        Assert.Contains("Float32 [3, 4, 4], output 1x1", Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 4, 4]).AdaptiveAvgPool2d(1)).Message);
    }
}
