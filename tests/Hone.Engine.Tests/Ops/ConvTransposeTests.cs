using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class ConvTransposeTests
{
    public static TheoryData<int[], int[], ConvTranspose2dOptions> Cases() => new()
    {
        { [2, 3, 4, 3], [3, 4, 3, 3], new() { Padding = 1 } },
        { [2, 2, 3, 3], [2, 17, 2, 2], new() { Stride = 2 } },
        { [1, 4, 3, 4], [4, 3, 3, 2], new() { Stride = (2, 3), Padding = (1, 0), OutputPadding = (1, 2), Groups = 2 } },
        { [2, 3, 4, 4], [3, 1, 3, 3], new() { Dilation = 2, Padding = 1, Groups = 3 } },
        { [0, 3, 4, 4], [3, 4, 3, 3], new() },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [ChecksGradientOf(typeof(Hone.Ops.ConvTranspose2d))]
    public void Gradient_matches_finite_differences(int[] x, int[] weight, ConvTranspose2dOptions options)
    {
        Tensor[] inputs = [TestTensors.Normal(1, x), TestTensors.Normal(2, weight), TestTensors.Normal(3, weight[1] * options.Groups)];
        GradCheck.Check(t => t[0].ConvTranspose2d(t[1], t[2], options), inputs);
        GradCheck.Check(t => t[0].ConvTranspose2d(t[1], null, options), inputs[..2]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_of_a_packed_parameter_matches_finite_differences(int[] x, int[] weight, ConvTranspose2dOptions options)
    {
        Tensor packed = Tensor.PackConvWeight(TestTensors.Normal(2, weight));
        GradCheck.Check(t => t[0].ConvTranspose2d(t[1], null, options), [TestTensors.Normal(1, x), packed]);
        Assert.NotNull(packed.Grad!.Packing);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float32_agrees_with_float64(int[] x, int[] weight, ConvTranspose2dOptions options) => Float32Check.Compare(
        t => t[0].ConvTranspose2d(t[1], t[2], options),
        [TestTensors.Normal(1, x), TestTensors.Normal(2, weight), TestTensors.Normal(3, weight[1] * options.Groups)],
        tolerance: 1e-4);

    [Fact]
    public void It_is_the_gradient_of_the_convolution_that_leads_back()
    {
        Tensor weight = TestTensors.Normal(1, 5, 3, 3, 3);
        Tensor image = TestTensors.Normal(2, 2, 3, 8, 7);
        image.RequiresGrad = true;
        Tensor y = image.Conv2d(weight, null, new() { Stride = 2, Padding = 1 }); // [2, 5, 4, 4]
        Tensor dy = TestTensors.Normal(3, 2, 5, 4, 4);
        y.Backward(dy);
        Tensor enlarged = dy.ConvTranspose2d(weight, null, new() { Stride = 2, Padding = 1, OutputPadding = (1, 0) });
        Assert.Equal(image.Grad!.ToArray<double>(), enlarged.ToArray<double>());
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads() => ThreadCheck.SameBits(
        t => t[0].ConvTranspose2d(t[1], t[2], new() { Stride = 2 }),
        Float32Check.Narrow(TestTensors.Normal(1, 4, 24, 14, 14)),
        Float32Check.Narrow(TestTensors.Normal(2, 24, 20, 2, 2)),
        Float32Check.Narrow(TestTensors.Normal(3, 20)));

    [Fact]
    public void One_dimension_matches_finite_differences_from_any_layout()
    {
        Tensor x = TestTensors.Normal(1, 2, 7, 4).Permute(0, 2, 1).Detach(); // [2, 4, 7]
        Tensor[] inputs = [x, TestTensors.Normal(2, 4, 3, 3), TestTensors.Normal(3, 6)];
        GradCheck.Check(t => t[0].ConvTranspose1d(t[1], t[2], new() { Stride = 2, Padding = 1, OutputPadding = 1, Groups = 2 }), inputs);
        Tensor[] forward = [x, TestTensors.Normal(2, 6, 2, 3), TestTensors.Normal(3, 6)];
        GradCheck.Check(t => t[0].Conv1d(t[1], t[2], new() { Stride = 2, Padding = 2, Dilation = 2, Groups = 2 }), forward);
    }

    [Fact]
    public void Channels_that_do_not_fit_are_named_with_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 5, 8, 8]).ConvTranspose2d(Tensor.Zeros([4, 3, 3, 3])));
        Assert.Contains("x [2, 5, 8, 8], weight [4, 3, 3, 3], groups 1", error.Message);
        Assert.Contains("4 channels at axis 1", error.Message);
        Assert.Contains("bias Float32 [4]", Assert.Throws<ShapeException>(() =>
            Tensor.Zeros([2, 4, 8, 8]).ConvTranspose2d(Tensor.Zeros([4, 3, 3, 3]), Tensor.Zeros([4]))).Message);
    }

    [Fact]
    public void Output_padding_that_reaches_the_stride_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() =>
            Tensor.Zeros([1, 4, 8, 8]).ConvTranspose2d(Tensor.Zeros([4, 3, 3, 3]), null, new() { Stride = 2, OutputPadding = (1, 2) }));
        Assert.Contains("stride 2x2, dilation 1x1, groups 1, padding 0x0, output padding 1x2", error.Message);
    }

    [Fact]
    public void Padding_that_leaves_nothing_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 4, 2, 9]).ConvTranspose2d(Tensor.Zeros([4, 3, 3, 3]), null, new() { Padding = 2 }));
        Assert.Contains("x [1, 4, 2, 9] gives 0x7 with kernel 3x3, stride 1x1, padding 2x2", error.Message);
    }

    [Fact]
    public void One_dimensional_forms_name_what_does_not_fit()
    {
        Tensor x = Tensor.Zeros([2, 4, 5]);
        Assert.Contains("x [2, 4, 5], weight [6, 3, 3], groups 1", Assert.Throws<ShapeException>(() => x.Conv1d(Tensor.Zeros([6, 3, 3]))).Message);
        Assert.Contains("kernel 4 with dilation 2", Assert.Throws<ShapeException>(() => x.Conv1d(Tensor.Zeros([6, 4, 4]), null, new() { Dilation = 2 })).Message);
        Assert.Contains("stride 0", Assert.Throws<ShapeException>(() => x.Conv1d(Tensor.Zeros([6, 4, 4]), null, new() { Stride = 0 })).Message);
        var rank = Assert.Throws<ShapeException>(() => Tensor.Zeros([4, 5]).ConvTranspose1d(Tensor.Zeros([4, 3, 3])));
        Assert.Contains("x [4, 5], weight [4, 3, 3]", rank.Message);
        var channels = Assert.Throws<ShapeException>(() => x.ConvTranspose1d(Tensor.Zeros([3, 3, 3])));
        Assert.Contains("ConvTranspose1d needs", channels.Message);
        Assert.Contains("3 channels at axis 1", channels.Message);
    }
}
