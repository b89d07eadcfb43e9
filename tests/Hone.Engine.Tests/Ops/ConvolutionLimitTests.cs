namespace Hone.Engine.Tests.Ops;

/// <summary>Sizes, types and operands at which a convolution must say what is wrong, and numbers so large that 32 bits do not hold their sums.</summary>
public sealed class ConvolutionLimitTests
{
    private static readonly Tensor Image = Tensor.Zeros([2, 3, 8, 8]);
    private static readonly Tensor Sequence = Tensor.Zeros([2, 3, 8]);
    private static readonly Tensor Kernel = Tensor.Zeros([4, 3, 3, 3]);
    private static readonly Tensor Taps = Tensor.Zeros([4, 3, 3]);

    [Fact]
    public void Padding_and_dilation_beyond_32_bits_are_refused_with_their_numbers()
    {
        Refused<ShapeException>(() => Image.Conv2d(Kernel, null, new() { Padding = int.MaxValue }), "Conv2d", "padding 2147483647x2147483647", "use less padding");
        Refused<ShapeException>(() => Image.Conv2d(Kernel, null, new() { Padding = 1 << 30 }), "Conv2d", "padding 1073741824x1073741824", "use less padding");
        Refused<ShapeException>(() => Image.Conv2d(Kernel, null, new() { Dilation = int.MaxValue }), "at least as large as the kernel", "dilation 2147483647x2147483647", "where: Conv2d");
        Refused<ShapeException>(() => Image.Conv2d(Tensor.Zeros([4, 3, 5, 5]), null, new() { Dilation = 1 << 30 }), "at least as large as the kernel", "dilation 1073741824x1073741824");
        Refused<ShapeException>(() => Sequence.Conv1d(Taps, null, new() { Padding = int.MaxValue }), "where: Conv1d", "padding 2147483647", "use less padding");
        Refused<ShapeException>(() => Sequence.Conv1d(Taps, null, new() { Padding = 1 << 30 }), "where: Conv1d", "padding 1073741824", "use less padding");
        Refused<ShapeException>(() => Sequence.Conv1d(Taps, null, new() { Dilation = int.MaxValue }), "where: Conv1d", "dilation 2147483647");
        Refused<ShapeException>(() => Image.Conv2d(Kernel, null, new() { Groups = int.MaxValue }), "where: Conv2d", "groups 2147483647", "choose groups that divide the 4 channels");
    }

    [Fact]
    public void A_padded_output_of_too_many_elements_names_the_convolution() =>
        Refused<ShapeException>(() => Image.Conv2d(Kernel, null, new() { Padding = 1 << 20 }), "at most 2147483647 elements", "[2, 4, 2097158, 2097158]", "where: Conv2d", "try:");

    [Fact]
    public void A_kernel_whose_tables_32_bits_cannot_count_is_refused_without_touching_memory()
    {
        // 65537 outputs of 65537 taps: 2^32 + 131073 places, which would wrap to 131073.
        Tensor x = Tensor.Zeros([1, 1, 131073]);
        Refused<HoneException>(() => x.Conv1d(Tensor.Zeros([1, 1, 65537])), "One block of memory", "where: Conv1d");
    }

    [Fact]
    public void A_transposed_output_beyond_32_bits_advises_smaller_numbers()
    {
        Tensor x = Tensor.Zeros([2, 4, 8, 8]);
        Refused<ShapeException>(() => x.ConvTranspose2d(Kernel, null, new() { Stride = 1 << 30 }), "7516192771x7516192771", "stride 1073741824x1073741824", "smaller stride or dilation");
        Refused<ShapeException>(() => x.ConvTranspose2d(Kernel, null, new() { Dilation = 1 << 30 }), "2147483656x2147483656", "dilation 1073741824x1073741824", "smaller stride or dilation");
        Refused<ShapeException>(() => Tensor.Zeros([2, 4, 8]).ConvTranspose1d(Taps, null, new() { Stride = 1 << 30 }), "where: ConvTranspose1d", "smaller stride or dilation");
        Refused<ShapeException>(() => x.ConvTranspose2d(Kernel, null, new() { Padding = 5 }), "gives 0x0", "use less padding");
        Refused<ShapeException>(() => Tensor.Zeros([2, 4, 0, 8]).ConvTranspose2d(Kernel), "x [2, 4, 0, 8]", "at least one element");
        Refused<ShapeException>(() => x.ConvTranspose2d(Tensor.Zeros([4, 3, 0, 3])), "kernel 0x3", "at least one element");
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void A_stride_beyond_the_image_means_the_same_as_one_of_its_size(DType type)
    {
        foreach ((int channels, int groups) in new[] { (2, 1), (16, 1), (16, 16) })
        {
            Tensor[] near = Passes(channels, groups, 9, type);
            Tensor[] far = Passes(channels, groups, int.MaxValue, type);
            Assert.All(near.Zip(far), pair => Assert.Equal(pair.First.To(DType.Float64).ToArray<double>(), pair.Second.To(DType.Float64).ToArray<double>()));
        }

        static Tensor[] Passes(int channels, int groups, int stride, DType type)
        {
            Tensor x = TestTensors.Normal(1, 2, channels, 7, 7).To(type).Detach();
            Tensor weight = TestTensors.Normal(2, 16, channels / groups, 3, 3).To(type).Detach();
            x.RequiresGrad = true;
            weight.RequiresGrad = true;
            Tensor y = x.Conv2d(weight, null, new() { Stride = stride, Padding = 1, Groups = groups });
            y.Square().Sum().Backward();
            Assert.Equal([2, 16, 1, 1], y.Shape);
            return [y.Detach(), x.Grad!, weight.Grad!];
        }
    }

    [Fact]
    public void A_weight_without_output_channels_or_without_a_kernel_is_refused()
    {
        Refused<ShapeException>(() => Image.Conv2d(Tensor.Zeros([0, 3, 3, 3])), "weight [0, 3, 3, 3]", "at least one channel", "where: Conv2d");
        Refused<ShapeException>(() => Tensor.Zeros([0, 3, 8, 8]).Conv2d(Tensor.Zeros([0, 3, 3, 3])), "weight [0, 3, 3, 3]");
        Refused<ShapeException>(() => Sequence.Conv1d(Tensor.Zeros([0, 3, 3])), "weight [0, 3, 3]", "at least one channel", "where: Conv1d");
        Refused<ShapeException>(() => Image.Conv2d(Tensor.Zeros([4, 3, 0, 3])), "kernel of at least 1x1", "weight [4, 3, 0, 3]", "at least one element");
        Refused<ShapeException>(() => Sequence.Conv1d(Tensor.Zeros([4, 3, 0])), "kernel of at least 1", "weight [4, 3, 0]", "where: Conv1d");
    }

    [Theory]
    [InlineData(DType.Int64)]
    [InlineData(DType.Int32)]
    [InlineData(DType.UInt8)]
    [InlineData(DType.Bool)]
    public void Whole_numbers_are_refused_by_all_forms(DType type)
    {
        Tensor image = Tensor.Zeros([2, 4, 8, 8], type);
        Tensor sequence = Tensor.Zeros([2, 4, 8], type);
        Tensor kernel = Tensor.Zeros([4, 4, 3, 3], type);
        Tensor taps = Tensor.Zeros([4, 4, 3], type);
        string[] parts = [$"x {type} [2, 4, 8", $"weight {type} [4, 4, 3", "To(DType.Float32)"];
        Refused<HoneException>(() => image.Conv2d(kernel), [.. parts, "where: Conv2d"]);
        Refused<HoneException>(() => sequence.Conv1d(taps), [.. parts, "where: Conv1d"]);
        Refused<HoneException>(() => image.ConvTranspose2d(kernel), [.. parts, "where: ConvTranspose2d"]);
        Refused<HoneException>(() => sequence.ConvTranspose1d(taps), "where: ConvTranspose1d", "To(DType.Float32)");
    }

    [Fact]
    public void The_advice_is_about_what_does_not_fit()
    {
        string bias = "the bias must be Float32 [4]";
        Refused<ShapeException>(() => Image.Conv2d(Kernel, Tensor.Zeros([5])), bias, "bias Float32 [5]");
        Refused<ShapeException>(() => Image.Conv2d(Kernel, Tensor.Zeros([4], DType.Float64)), bias, "bias Float64 [4]");
        Refused<ShapeException>(() => Sequence.Conv1d(Taps, Tensor.Zeros([5])), bias, "bias Float32 [5]", "where: Conv1d");
        Refused<ShapeException>(() => Sequence.Conv1d(Taps, Tensor.Zeros([4], DType.Float64)), bias, "bias Float64 [4]", "where: Conv1d");
        Refused<ShapeException>(() => Tensor.Zeros([2, 4, 8, 8]).ConvTranspose2d(Kernel, Tensor.Zeros([4])), "the bias must be Float32 [3]", "bias Float32 [4]");
        Refused<ShapeException>(() => Image.Conv2d(Tensor.Zeros([4, 1, 3, 3]), null, new() { Groups = 3 }), "choose groups that divide the 4 channels of the output");
        Refused<ShapeException>(() => Tensor.Zeros([2, 4, 8, 8]).ConvTranspose2d(Kernel, null, new() { Groups = 3 }), "choose groups that divide the 4 channels of the input");
        Refused<ShapeException>(() => Image.Conv2d(Tensor.Zeros([3, 1, 3, 3])), "x must have 1 channels at axis 1, or groups must be 3");
        Refused<ShapeException>(() => Tensor.Zeros([3, 8, 8]).Conv2d(Kernel), "Unsqueeze(0)");
        Refused<ShapeException>(() => Tensor.Zeros([8, 8]).Conv2d(Kernel), "give x four axes");
        Refused<ShapeException>(() => Sequence.Conv1d(Kernel), "give the weight three axes");
    }

    private static void Refused<TError>(Func<Tensor> use, params string[] parts)
        where TError : HoneException
    {
        string message = Assert.Throws<TError>(() => use()).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
