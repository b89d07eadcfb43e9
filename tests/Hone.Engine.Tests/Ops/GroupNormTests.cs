using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class GroupNormTests
{
    public static TheoryData<int[], int> Cases() => new()
    {
        { [2, 6, 3, 2], 3 },
        { [2, 6, 3, 2], 1 },
        { [2, 4, 3], 2 },
        { [3, 4], 2 },
        { [0, 4, 3, 3], 2 },
        { [2, 4, 0, 3], 2 },
        { [2, 3, 2, 2, 2], 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [ChecksGradientOf(typeof(Hone.Ops.GroupNorm))]
    public void Gradient_matches_finite_differences(int[] shape, int groups)
    {
        Tensor[] inputs = [TestTensors.Normal(1, shape), TestTensors.Normal(2, shape[1]), TestTensors.Normal(3, shape[1])];
        GradCheck.Check(t => t[0].GroupNorm(groups, t[1], t[2], 1e-3), inputs);
        GradCheck.Check(t => t[0].GroupNorm(groups, t[1], null, 1e-3), inputs[..2]);
        GradCheck.Check(t => t[0].GroupNorm(groups, null, t[1], 1e-3), inputs[..2]);
        GradCheck.Check(t => t[0].GroupNorm(groups, eps: 1e-3), inputs[..1]);
    }

    [Fact]
    public void Gradient_matches_finite_differences_for_row_major_images_and_a_shared_gradient()
    {
        Tensor x = Tensor.From(TestTensors.Normal(1, 2, 4, 3, 3).ToArray<double>(), [2, 4, 3, 3]);
        GradCheck.Check(
            t =>
            {
                Tensor y = t[0].GroupNorm(2, t[1]);
                return y + t[0] + y.InstanceNorm();
            },
            [x, TestTensors.Normal(2, 4)]);
    }

    [Fact]
    public void Float32_agrees_with_float64_for_every_number_of_channels()
    {
        for (int channels = 0; channels <= 66; channels += channels < 34 ? 1 : 16)
        {
            Tensor[] inputs = [TestTensors.Normal(1, 3, channels, 5, 4), TestTensors.Normal(2, channels), TestTensors.Normal(3, channels)];
            Float32Check.Compare(t => t[0].GroupNorm(channels % 2 == 0 ? 2 : 1, t[1], t[2]), inputs);
            Float32Check.Compare(t => t[0].InstanceNorm(t[1], t[2]), inputs);
        }
    }

    [Fact]
    public void One_group_of_channels_and_one_channel_of_an_image_equal_layer_norm()
    {
        Tensor x = TestTensors.Normal(1, 3, 4, 5, 2);
        double[] whole = x.LayerNorm([4, 5, 2]).ToArray<double>();
        Assert.All(x.GroupNorm(1).ToArray<double>().Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        double[] channels = x.LayerNorm([5, 2]).ToArray<double>();
        Assert.All(x.InstanceNorm().ToArray<double>().Zip(channels), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void A_mean_far_above_the_spread_costs_no_digits()
    {
        double[] values = [.. Enumerable.Range(0, 60000).Select(i => 10000 + (((i * 37) % 101) / 50.0))];
        Tensor x = Float32Check.Narrow(Tensor.From(values, [2, 2, 100, 150]));
        Tensor variance = Tensor.Zeros([2]);
        x.InstanceNorm(runningMean: Tensor.Zeros([2]), runningVar: variance, momentum: 1);
        double[] exact = [.. Array.ConvertAll(x.ToArray<float>(), v => (double)v)];
        for (int channel = 0; channel < 2; channel++)
        {
            double expected = Enumerable.Range(0, 2).Average(image => Variance(exact.AsSpan(((image * 2) + channel) * 15000, 15000)));
            Assert.Equal(expected, variance.ToArray<float>()[channel], 1e-5 * expected);
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        Tensor[] inputs =
        [
            Float32Check.Narrow(TestTensors.Normal(1, 5, 20, 40, 40)),
            Float32Check.Narrow(TestTensors.Normal(2, 20)),
            Float32Check.Narrow(TestTensors.Normal(3, 20)),
        ];
        ThreadCheck.SameBits(t => t[0].GroupNorm(5, t[1], t[2]), inputs);
        ThreadCheck.SameBits(t => t[0].InstanceNorm(t[1], t[2]), inputs);
    }

    [Fact]
    public void Running_statistics_with_gaps_are_named()
    {
        Tensor x = TestTensors.Normal(1, 2, 3, 4);
        Tensor spaced = Tensor.Zeros([3, 2], DType.Float64).Narrow(1, 0, 1).Squeeze(1);
        var error = Assert.Throws<HoneException>(() => x.InstanceNorm(runningMean: spaced));
        Assert.Contains("a view of shape [3] whose elements lie 2 apart", error.Message);
        Tensor ones = Tensor.Ones([3], DType.Float64);
        error = Assert.Throws<HoneException>(() => x.BatchNorm(ones, ones, spaced, ones, training: true));
        Assert.Contains("runningMean where it lies: [3]", error.Message);
        Assert.Contains("a view of shape [3] whose elements lie 2 apart", error.Message);
    }

    [Fact]
    public void NaN_stays_in_its_group()
    {
        float[] y = Tensor.From([float.NaN, 1f, 2, 3, 4, 5, 6, 7], [1, 4, 2]).GroupNorm(2).ToArray<float>();
        Assert.All(y[..4], v => Assert.True(float.IsNaN(v)));
        Assert.All(y[4..], v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 8, 4, 4]).GroupNorm(3));
        Assert.Contains("3 groups for 8 channels at axis 1 of x [2, 8, 4, 4]", error.Message);
    }

    [Fact]
    public void Vectors_of_another_length_a_missing_axis_and_a_negative_eps_are_refused()
    {
        Tensor x = Tensor.Zeros([2, 8, 4, 4]);
        Assert.Contains("weight Float32 [4]", Assert.Throws<ShapeException>(() => x.GroupNorm(2, Tensor.Ones([4]))).Message);
        Assert.Contains("runningVar Float32 [4]", Assert.Throws<ShapeException>(() => x.InstanceNorm(runningVar: Tensor.Ones([4]))).Message);
        Assert.Contains("x Float32 [8]", Assert.Throws<ShapeException>(() => Tensor.Zeros([8]).GroupNorm(2)).Message);
        Assert.Contains("x Float32 [8]", Assert.Throws<ShapeException>(() => Tensor.Zeros([8]).InstanceNorm()).Message);
        Assert.Contains("eps -1", Assert.Throws<HoneException>(() => x.GroupNorm(2, eps: -1)).Message);
        Assert.Contains("momentum 2", Assert.Throws<HoneException>(() => x.InstanceNorm(momentum: 2)).Message);
    }

    [Fact]
    public void One_pixel_for_each_channel_is_refused_by_instance_norm()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 8, 1, 1]).InstanceNorm());
        Assert.Contains("x [2, 8, 1, 1]: 1 value for each of 8 channels", error.Message);
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / (values.Length - 1);
    }
}
