using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class AdaptiveMaxPoolTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 7)]
    [ChecksGradientOf(typeof(Hone.Ops.AdaptiveMaxPool2d))]
    public void Gradient_matches_finite_differences(int height, int width)
    {
        GradCheck.Check(t => t[0].AdaptiveMaxPool2d((height, width)), [TestTensors.Normal(1, 2, 3, 5, 4)]);
        GradCheck.Check(t => t[0].AdaptiveMaxPool2d((height, width)), [TestTensors.Normal(1, 0, 3, 5, 4)]);
        GradCheck.Check(
            t =>
            {
                Tensor x = t[0] * 2;
                return x.AdaptiveMaxPool2d((height, width)) + x.AdaptiveAvgPool2d((height, width)) + x.AdaptiveMaxPool2d((height, width));
            },
            [TestTensors.Normal(1, 2, 3, 5, 4)]);
    }

    [Fact]
    public void Gradients_of_one_dimensional_poolings_match_finite_differences_from_any_layout()
    {
        Tensor x = TestTensors.Normal(1, 2, 9, 3).Permute(0, 2, 1).Detach(); // [2, 3, 9]
        GradCheck.Check(t => t[0].MaxPool1d(3, 2, 1, ceilMode: true), [x]);
        GradCheck.Check(t => t[0].AvgPool1d(4, new() { Stride = 3, Padding = 2, CountIncludePad = false }), [x]);
        GradCheck.Check(t => t[0].AdaptiveAvgPool1d(4), [x]);
    }

    [Fact]
    public void Float32_agrees_with_float64_for_every_number_of_channels()
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            Tensor[] inputs = [TestTensors.Normal(channels, 2, channels, 7, 6)];
            Float32Check.Compare(t => t[0].AdaptiveMaxPool2d(1), inputs);
            Float32Check.Compare(t => t[0].AdaptiveMaxPool2d((3, 4)), inputs);
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads() =>
        ThreadCheck.SameBits(t => t[0].AdaptiveMaxPool2d((3, 2)), Float32Check.Narrow(TestTensors.Normal(1, 9, 21, 30, 30)));

    [Fact]
    public void Of_equal_values_the_first_gets_the_gradient_and_NaN_wins()
    {
        Tensor x = Tensor.Ones([1, 17, 2, 2]);
        x.RequiresGrad = true;
        x.AdaptiveMaxPool2d(1).Sum().Backward();
        Assert.All(x.Grad!.ToArray<float>().Select((g, i) => (g, i)), pair => Assert.Equal(pair.i % 4 == 0 ? 1 : 0, pair.g));

        float[] values = [.. Enumerable.Range(0, 17 * 4).Select(i => i % 4 == 1 ? float.NaN : i)];
        Tensor y = Tensor.From(values, [1, 17, 2, 2]);
        y.RequiresGrad = true;
        Tensor maximum = y.AdaptiveMaxPool2d(1);
        Assert.All(maximum.ToArray<float>(), v => Assert.True(float.IsNaN(v)));
        maximum.Sum().Backward();
        Assert.All(y.Grad!.ToArray<float>().Select((g, i) => (g, i)), pair => Assert.Equal(pair.i % 4 == 1 ? 1 : 0, pair.g));
    }

    [Fact]
    public void Tensors_of_another_rank_are_refused_by_name()
    {
        Assert.Contains("Float32 [3, 4, 4], output 1x1", Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 4, 4]).AdaptiveMaxPool2d(1)).Message);
        Assert.Contains("MaxPool1d needs", Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 4]).MaxPool1d(2)).Message);
        Assert.Contains("x Float32 [3, 4]", Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 4]).AvgPool1d(2)).Message);
        Assert.Contains("AdaptiveAvgPool1d needs", Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 4]).AdaptiveAvgPool1d(2)).Message);
    }
}
