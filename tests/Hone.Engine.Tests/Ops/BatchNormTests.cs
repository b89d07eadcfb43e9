using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class BatchNormTests
{
    public static TheoryData<int[]> Shapes() => new() { new[] { 4, 3 }, new[] { 2, 3, 4 }, new[] { 2, 3, 4, 5 }, new[] { 2, 3, 2, 2, 2 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    [ChecksGradientOf(typeof(Hone.Ops.BatchNorm))]
    public void Gradient_matches_finite_differences_when_training_and_not(int[] shape)
    {
        foreach (bool training in new[] { true, false })
        {
            Tensor[] inputs = [TestTensors.Normal(1, shape), TestTensors.Normal(2, 3), TestTensors.Normal(3, 3), TestTensors.Normal(4, shape)];
            GradCheck.Check(t => Plain(t[0], t[1], t[2], training), inputs[..3]);
            GradCheck.Check(t => t[0].BatchNormRelu(t[1], t[2], Mean(t[0]), Var(t[0]), training), inputs[..3]);
            GradCheck.Check(t => t[0].BatchNormAddRelu(t[3], t[1], t[2], Mean(t[0]), Var(t[0]), training), inputs);
        }
    }

    [Fact]
    public void Gradient_matches_finite_differences_for_row_major_images_and_a_shared_gradient()
    {
        Tensor x = Tensor.From(TestTensors.Normal(1, 2, 3, 4, 4).ToArray<double>(), [2, 3, 4, 4]);
        GradCheck.Check(
            t =>
            {
                Tensor y = t[0].BatchNormAddRelu(t[0] * 2, t[1], t[2], Mean(t[0]), Var(t[0]), training: true);
                return y + y.BatchNormRelu(t[1], t[2], Mean(t[0]), Var(t[0]), training: true);
            },
            [x, TestTensors.Normal(2, 3), TestTensors.Normal(3, 3)]);
    }

    [Fact]
    public void Float32_agrees_with_float64_for_every_number_of_channels()
    {
        for (int channels = 0; channels <= 33; channels++)
        {
            Tensor[] inputs =
            [
                TestTensors.Normal(1, 3, channels, 5, 4),
                TestTensors.Normal(2, channels),
                TestTensors.Normal(3, channels),
                TestTensors.Normal(4, 3, channels, 5, 4),
            ];
            Float32Check.Compare(t => Plain(t[0], t[1], t[2], training: true), inputs[..3]);
            Float32Check.Compare(t => t[0].BatchNormRelu(t[1], t[2], Mean(t[0]), Var(t[0]), training: true), inputs[..3]);
            Float32Check.Compare(t => t[0].BatchNormAddRelu(t[3], t[1], t[2], Mean(t[0]), Var(t[0]), training: false), inputs);
        }
    }

    [Fact]
    public void Fused_forms_equal_the_separate_operations()
    {
        Tensor x = TestTensors.Normal(1, 4, 5, 3, 3);
        Tensor skip = TestTensors.Normal(2, 4, 5, 3, 3);
        Tensor w = TestTensors.Normal(3, 5);
        Tensor b = TestTensors.Normal(4, 5);
        Tensor plain = Plain(x, w, b, training: true);
        Assert.Equal(plain.Relu().ToArray<double>(), x.BatchNormRelu(w, b, Mean(x), Var(x), training: true).ToArray<double>());
        Assert.Equal((plain + skip).Relu().ToArray<double>(), x.BatchNormAddRelu(skip, w, b, Mean(x), Var(x), training: true).ToArray<double>());
    }

    [Fact]
    public void Running_statistics_move_by_the_momentum_towards_mean_and_unbiased_variance()
    {
        Tensor x = Tensor.From([1.0, 2, 4, 10, 7, 30], [3, 2]);
        Tensor mean = Tensor.From([1.0, 2], [2]);
        Tensor variance = Tensor.From([1.0, 4], [2]);
        x.BatchNorm(Tensor.Ones([2], DType.Float64), Tensor.Zeros([2], DType.Float64), mean, variance, training: true, momentum: 0.1);

        // Column means 4 and 14; unbiased variances 9 and 208.
        Assert.Equal([1.3, 3.2], mean.ToArray<double>().Select(v => Math.Round(v, 10)));
        Assert.Equal([1.8, 24.4], variance.ToArray<double>().Select(v => Math.Round(v, 10)));
    }

    [Fact]
    public void A_mean_far_above_the_spread_costs_no_digits()
    {
        // In float32, the mean of squares would be 1e8 +- 8, so that subtracting the square of the mean left no digit.
        double[] values = [.. Enumerable.Range(0, 60000).Select(i => 10000 + (((i * 37) % 101) / 50.0))];
        Tensor x = Float32Check.Narrow(Tensor.From(values, [20000, 3]));
        Tensor exact = Tensor.From(Array.ConvertAll(x.ToArray<float>(), v => (double)v), [20000, 3]);
        Tensor variance = Tensor.Zeros([3]);
        Tensor wide = Tensor.Zeros([3], DType.Float64);
        x.BatchNorm(Tensor.Ones([3]), Tensor.Zeros([3]), Tensor.Zeros([3]), variance, training: true, momentum: 1);
        exact.BatchNorm(Tensor.Ones([3], DType.Float64), Tensor.Zeros([3], DType.Float64), Tensor.Zeros([3], DType.Float64), wide, training: true, momentum: 1);
        Assert.All(variance.ToArray<float>().Zip(wide.ToArray<double>()), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * pair.Second));
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads() => ThreadCheck.SameBits(
        t => t[0].BatchNormAddRelu(t[3], t[1], t[2], Tensor.Zeros([19]), Tensor.Ones([19]), training: true),
        Float32Check.Narrow(TestTensors.Normal(1, 8, 19, 30, 30)),
        Float32Check.Narrow(TestTensors.Normal(2, 19)),
        Float32Check.Narrow(TestTensors.Normal(3, 19)),
        Float32Check.Narrow(TestTensors.Normal(4, 8, 19, 30, 30)));

    [Fact]
    public void NaN_passes_through_the_relu()
    {
        Tensor x = Tensor.From([1f, float.NaN, 2f, 3f], [4, 1]);
        Assert.All(Plain(x, Tensor.Ones([1]), Tensor.Zeros([1]), training: true).Relu().ToArray<float>(), v => Assert.True(float.IsNaN(v)));
        Assert.All(
            x.BatchNormRelu(Tensor.Ones([1]), Tensor.Zeros([1]), Tensor.Zeros([1]), Tensor.Ones([1]), training: true).ToArray<float>(),
            v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void One_value_for_each_channel_is_refused_when_training()
    {
        var error = Assert.Throws<ShapeException>(() => Plain(Tensor.Zeros([1, 3]), Tensor.Ones([3]), Tensor.Zeros([3]), training: true));
        Assert.Contains("x [1, 3]: 1 value for each of 3 channels", error.Message);
    }

    [Fact]
    public void Vectors_of_another_length_are_named()
    {
        var error = Assert.Throws<ShapeException>(() =>
            Tensor.Zeros([2, 3]).BatchNorm(Tensor.Ones([4]), Tensor.Zeros([3]), Tensor.Zeros([3]), Tensor.Ones([3]), training: true));
        Assert.Contains("weight: [3] of type Float32 for x [2, 3]", error.Message);
        Assert.Contains("weight Float32 [4]", error.Message);
    }

    [Fact]
    public void A_residual_of_another_shape_is_named()
    {
        var error = Assert.Throws<ShapeException>(() =>
            Tensor.Zeros([2, 3]).BatchNormAddRelu(Tensor.Zeros([2, 4]), Tensor.Ones([3]), Tensor.Zeros([3]), Tensor.Zeros([3]), Tensor.Ones([3]), training: true));
        Assert.Contains("residual Float32 [2, 4]", error.Message);
    }

    [Fact]
    public void A_tensor_without_a_channel_axis_and_a_wrong_momentum_are_refused()
    {
        var shape = Assert.Throws<ShapeException>(() => Plain(Tensor.Zeros([3]), Tensor.Ones([3]), Tensor.Zeros([3]), training: true));
        Assert.Contains("x Float32 [3]", shape.Message);
        var number = Assert.Throws<HoneException>(() =>
            Tensor.Zeros([2, 3]).BatchNorm(Tensor.Ones([3]), Tensor.Zeros([3]), Tensor.Zeros([3]), Tensor.Ones([3]), training: true, momentum: 1.5, eps: 1e-5));
        Assert.Contains("momentum 1.5", number.Message);
    }

    private static Tensor Plain(Tensor x, Tensor weight, Tensor bias, bool training) => x.BatchNorm(weight, bias, Mean(x), Var(x), training);

    // Fresh ones for each call: training changes them, and a function under a gradient check must not have a memory.
    private static Tensor Mean(Tensor x) => Tensor.Full([x.Rank > 1 ? x.Shape[1] : 3], 0.3, x.DType);

    private static Tensor Var(Tensor x) => Tensor.Full([x.Rank > 1 ? x.Shape[1] : 3], 1.7, x.DType);
}
