namespace Hone.Nn.Tests.Init;

public sealed class PatchWhiteningTests
{
    [Fact]
    public void Outputs_are_uncorrelated_equally_strong_and_come_with_both_signs()
    {
        Conv2d convolution = new Conv2d(2, 16, (2, 3)).Initialize(1);
        Tensor images = Smooth(new RandomStream(1, "x"), [6, 2, 12, 10]);
        PatchWhitening.Apply(convolution, images);

        Tensor y = convolution.Forward(images).Permute(1, 0, 2, 3).Reshape([16, -1]).To(DType.Float64);
        double[] moments = (y.MatMul(y.Transpose()) / y.Shape[1]).ToArray<double>(); // [16, 16]
        for (int i = 0; i < 16; i++)
        {
            for (int j = 0; j < 16; j++)
            {
                double expected = i % 8 == j % 8 ? (i == j ? 1 : -1) : 0;
                Assert.Equal(expected, moments[(i * 16) + j], 0.02);
            }
        }

        Assert.All(convolution.Bias!.Value.ToArray<float>(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_first_kernel_is_the_direction_in_which_patches_differ_most()
    {
        Conv2d convolution = new Conv2d(1, 2, 2, new() { Bias = false }).Initialize(1);
        var slope = Tensor.From([.. Enumerable.Range(0, 64).Select(i => (float)(i / 8))], [1, 1, 8, 8]);
        PatchWhitening.Apply(convolution, slope);

        float[] weight = convolution.Weight.Value.ToArray<float>(); // [2, 1, 2, 2]
        Assert.Equal(weight[0], weight[1], 1e-5f);
        Assert.Equal(weight[2], weight[3], 1e-5f);
        Assert.True(Math.Abs(weight[2]) > Math.Abs(weight[0]));
        Assert.Equal(weight[..4].Select(value => -value), weight[4..]);
    }

    [Fact]
    public void A_convolution_or_images_that_do_not_fit_are_refused_with_their_numbers()
    {
        Tensor images = Tensor.Ones([2, 1, 6, 6]);
        Assert.Contains("[20, 1, 3, 3]", Assert.Throws<ShapeException>(() => PatchWhitening.Apply(new Conv2d(1, 20, 3).Initialize(1), images)).Message);
        Assert.Contains("[5, 1, 3, 3]", Assert.Throws<ShapeException>(() => PatchWhitening.Apply(new Conv2d(1, 5, 3).Initialize(1), images)).Message);
        Assert.Contains("[2, 1, 6, 6]", Assert.Throws<ShapeException>(() => PatchWhitening.Apply(new Conv2d(3, 8, 3).Initialize(1), images)).Message);
        Assert.Contains("[1, 2, 2]", Assert.Throws<ShapeException>(() => PatchWhitening.Apply(new Conv2d(1, 4, 3).Initialize(1), Tensor.Ones([1, 2, 2]))).Message);
        Assert.Throws<HoneException>(() => PatchWhitening.Apply(new Conv2d(1, 4, 3).Initialize(1), images * float.NaN));
    }

    /// <summary>Noise whose neighbors are alike, so that there is something to whiten.</summary>
    private static Tensor Smooth(RandomStream stream, Shape shape)
    {
        var noise = Tensor.From(stream.Floats(shape.ElementCount), shape);
        return noise + (noise.Roll(1, 3) * 2) + (noise.Roll(1, 1) * 0.5);
    }
}
