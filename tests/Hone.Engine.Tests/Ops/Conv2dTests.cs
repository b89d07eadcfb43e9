using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class Conv2dTests
{
    public static TheoryData<int[], int[], Conv2dOptions> Cases() => new()
    {
        { [2, 3, 5, 6], [4, 3, 3, 3], new() { Padding = 1 } },
        { [2, 2, 5, 5], [17, 2, 1, 1], new() },
        { [1, 4, 7, 6], [6, 2, 3, 2], new() { Stride = (2, 1), Padding = (1, 0), Groups = 2 } },
        { [2, 3, 7, 7], [3, 1, 3, 3], new() { Dilation = 2, Padding = 2, Groups = 3 } },
        { [0, 3, 5, 5], [4, 3, 3, 3], new() },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [ChecksGradientOf(typeof(Hone.Ops.Conv2d))]
    public void Gradient_matches_finite_differences(int[] x, int[] weight, Conv2dOptions options)
    {
        Tensor[] inputs = [TestTensors.Normal(1, x), TestTensors.Normal(2, weight), TestTensors.Normal(3, weight[0])];
        GradCheck.Check(t => t[0].Conv2d(t[1], t[2], options), inputs);
        GradCheck.Check(t => t[0].Conv2d(t[1], null, options), inputs[..2]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_of_a_packed_parameter_matches_finite_differences(int[] x, int[] weight, Conv2dOptions options)
    {
        Tensor packed = Tensor.PackConvWeight(TestTensors.Normal(2, weight));
        GradCheck.Check(t => t[0].Conv2d(t[1], t[2], options), [TestTensors.Normal(1, x), packed, TestTensors.Normal(3, weight[0])]);
        Assert.NotNull(packed.Grad!.Packing);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float32_agrees_with_float64(int[] x, int[] weight, Conv2dOptions options) => Float32Check.Compare(
        t => t[0].Conv2d(t[1], t[2], options),
        [TestTensors.Normal(1, x), TestTensors.Normal(2, weight), TestTensors.Normal(3, weight[0])],
        tolerance: 1e-4);

    [Fact]
    public void Row_major_input_gives_the_same_as_channels_last()
    {
        Tensor activation = TestTensors.Normal(1, 2, 3, 5, 4);
        Tensor rows = Tensor.From(activation.ToArray<double>(), activation.Shape);
        Tensor weight = TestTensors.Normal(2, 4, 3, 3, 3);
        Assert.Equal(activation.Conv2d(weight).ToArray<double>(), rows.Conv2d(weight).ToArray<double>());
        GradCheck.Check(t => t[0].Conv2d(t[1]), [rows, weight]);
    }

    [Fact]
    public void The_gradient_adds_to_that_of_a_skip_connection() => GradCheck.Check(
        t =>
        {
            Tensor x = t[0] * 2;
            return x + x.Conv2d(t[1], null, new() { Padding = 1 }) + x.Conv2d(t[1], null, new() { Padding = 1 });
        },
        [TestTensors.Normal(1, 2, 3, 4, 4), TestTensors.Normal(2, 3, 3, 3, 3)]);

    [Fact]
    public void A_packed_weight_shows_the_logical_values_and_takes_new_ones()
    {
        Tensor logical = TestTensors.Normal(1, 17, 3, 2, 2);
        Tensor packed = Tensor.PackConvWeight(logical);
        Assert.Equal(logical.ToArray<double>(), packed.ToArray<double>());
        Assert.Equal(2 * 4 * 3 * 16, packed.StorageLength);
        Assert.Equal(logical.Shape, packed.Shape);

        Tensor other = TestTensors.Normal(2, 17, 3, 2, 2);
        packed.CopyFrom(other);
        Assert.Equal(other.ToArray<double>(), packed.ToArray<double>());
        logical.CopyFrom(packed);
        Assert.Equal(other.ToArray<double>(), logical.ToArray<double>());
        Tensor again = packed.WithValues<double>(Tensor.PackConvWeight(TestTensors.Normal(3, 17, 3, 2, 2)).ToArray<double>());
        Assert.NotNull(again.Packing);
    }

    [Fact]
    public void Gradients_of_a_packed_weight_add_up_and_their_padding_stays_zero()
    {
        Tensor packed = Tensor.PackConvWeight(TestTensors.Normal(2, 5, 3, 3, 3));
        packed.RequiresGrad = true;
        Tensor x = TestTensors.Normal(1, 2, 3, 5, 5);
        x.Conv2d(packed).Sum().Backward();
        double[] once = packed.Grad!.ToArray<double>();
        x.Conv2d(packed).Sum().Backward();
        Assert.All(once.Zip(packed.Grad!.ToArray<double>()), pair => Assert.Equal(2 * pair.First, pair.Second, 1e-12));
        double[] raw = packed.Grad!.Raw().ToArray<double>();
        Assert.All(raw.Where((_, i) => i % 16 >= 5), lane => Assert.Equal(0, lane));
    }

    [Fact]
    public void Other_operations_on_a_packed_weight_say_what_to_do()
    {
        Tensor packed = Tensor.PackConvWeight(TestTensors.Normal(1, 4, 3, 3, 3));
        var error = Assert.Throws<HoneException>(() => packed * 2);
        Assert.Contains("[4, 3, 3, 3]", error.Message);
        Assert.Contains("Contiguous()", error.Message);
    }

    [Fact]
    public void Exact_convolution_keeps_to_the_direct_sum_and_both_agree()
    {
        Tensor x = Float32Check.Narrow(TestTensors.Normal(1, 2, 32, 8, 8));
        Tensor weight = Float32Check.Narrow(TestTensors.Normal(2, 32, 32, 3, 3));
        float[] fast = x.Conv2d(weight, null, new() { Padding = 1 }).ToArray<float>();
        EngineOptions.Exact = true;
        try
        {
            float[] direct = x.Conv2d(weight, null, new() { Padding = 1 }).ToArray<float>();
            Assert.All(direct.Zip(fast), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }
        finally
        {
            EngineOptions.Exact = false;
        }
    }

    [Fact]
    public void Channels_that_do_not_fit_are_named_with_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 5, 8, 8]).Conv2d(Tensor.Zeros([4, 3, 3, 3])));
        Assert.Contains("x [2, 5, 8, 8], weight [4, 3, 3, 3], groups 1", error.Message);
        Assert.Contains("3 channels at axis 1", error.Message);
    }

    [Fact]
    public void A_kernel_larger_than_the_input_is_named_with_its_size()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3, 2, 2]).Conv2d(Tensor.Zeros([4, 3, 5, 5]), null, new() { Padding = 1 }));
        Assert.Contains("x [2, 3, 2, 2] with padding 1x1, kernel 5x5 with dilation 1x1", error.Message);
    }

    [Fact]
    public void A_stride_of_zero_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3, 8, 8]).Conv2d(Tensor.Zeros([4, 3, 3, 3]), null, new() { Stride = (1, 0) }));
        Assert.Contains("stride 1x0, dilation 1x1, groups 1, padding 0x0", error.Message);
    }

    [Fact]
    public void Packing_refuses_weights_without_four_axes()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.PackConvWeight(Tensor.Zeros([4, 3])));
        Assert.Contains("[4, 3]", error.Message);
    }
}
