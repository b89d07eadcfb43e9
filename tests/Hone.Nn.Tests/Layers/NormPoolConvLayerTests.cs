namespace Hone.Nn.Tests.Layers;

public sealed class NormPoolConvLayerTests
{
    [Fact]
    public void A_layer_norm_of_another_size_names_the_axis_and_the_path()
    {
        Sequential model = new Sequential(new Identity(), new LayerNorm([8])).Initialize(1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Zeros([2, 7])));
        Assert.Contains("x [2, 7]: axis 1 of x has size 7, not 8", error.Message);
        Assert.Contains("Sequential[1].LayerNorm", error.Message);
    }

    [Fact]
    public void Nothing_to_normalize_is_refused()
    {
        Assert.Contains("normalized shape [3, 0]", Assert.Throws<ShapeException>(() => new LayerNorm([3, 0])).Message);
        Assert.Contains("normalized shape []", Assert.Throws<ShapeException>(() => new RmsNorm([])).Message);
    }

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_refused()
    {
        Assert.Contains("3 groups for 8 channels", Assert.Throws<ShapeException>(() => new GroupNorm(3, 8)).Message);
        Assert.Contains("2 groups for 3 and 4 channels", Assert.Throws<ShapeException>(() => new Conv1d(3, 4, 3, new() { Groups = 2 })).Message);
        Assert.Contains("2 groups for 4 and 3 channels", Assert.Throws<ShapeException>(() => new ConvTranspose2d(4, 3, 3, new() { Groups = 2 })).Message);
    }

    [Fact]
    public void Normalizations_for_other_channels_name_both_numbers()
    {
        GroupNorm group = new GroupNorm(2, 8, new() { Affine = false }).Initialize(1);
        Assert.Contains("[batch, 8, ...]", Assert.Throws<ShapeException>(() => group.Forward(Tensor.Zeros([2, 6, 4, 4]))).Message);
        InstanceNorm2d instance = new InstanceNorm2d(8).Initialize(1);
        Assert.Contains("x [2, 6, 4, 4]", Assert.Throws<ShapeException>(() => instance.Forward(Tensor.Zeros([2, 6, 4, 4]))).Message);
    }

    [Fact]
    public void Sequences_that_a_layer_cannot_read_are_named_with_its_path()
    {
        Sequential norm = new Sequential(new Identity(), new InstanceNorm1d(8)).Initialize(1);
        string channels = Assert.Throws<ShapeException>(() => norm.Forward(Tensor.Zeros([2, 6, 4]))).Message;
        Assert.Contains("InstanceNorm1d needs x: [batch, 8, length]", channels);
        Assert.Contains("x [2, 6, 4]", channels);
        Assert.Contains("Sequential[1].InstanceNorm1d", channels);
        Assert.Contains("x [2, 8, 4, 4]", Assert.Throws<ShapeException>(() => norm.Forward(Tensor.Zeros([2, 8, 4, 4]))).Message);
        Assert.Contains("1 value for each of 8 channels", Assert.Throws<ShapeException>(() => norm.Forward(Tensor.Zeros([2, 8, 1]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new InstanceNorm1d(0));

        var pool = new Sequential(new AdaptiveMaxPool1d(3));
        string images = Assert.Throws<ShapeException>(() => pool.Forward(Tensor.Zeros([2, 3, 4, 4]))).Message;
        Assert.Contains("AdaptiveMaxPool1d needs floating-point x: [batch, channels, length]", images);
        Assert.Contains("Sequential[0].AdaptiveMaxPool1d", images);
        Assert.Contains("x [2, 3, 0], output 3", Assert.Throws<ShapeException>(() => pool.Forward(Tensor.Zeros([2, 3, 0]))).Message);
        Assert.Contains("output 0", Assert.Throws<ShapeException>(() => new AdaptiveMaxPool1d(0).Forward(Tensor.Zeros([2, 3, 4]))).Message);
    }

    [Fact]
    public void The_maximum_over_time_is_that_of_each_channel()
    {
        Tensor x = Tensor.From([1f, 5, 2, -3, -1, -2], [1, 2, 3]);
        Assert.Equal([5f, -1], new AdaptiveMaxPool1d(1).Forward(x).ToArray<float>());
        Assert.Equal([5f, 5, -1, -1], new AdaptiveMaxPool1d(2).Forward(x).ToArray<float>()); // windows 0..1 and 1..2
    }

    [Fact]
    public void First_weights_of_a_transposed_convolution_have_PyTorchs_bound()
    {
        // Fan in as PyTorch counts it: out / groups * kernel = 4 * 9.
        ConvTranspose2d layer = new ConvTranspose2d(16, 4, 3).Initialize(5);
        float largest = layer.Weight.Value.ToArray<float>().Max(MathF.Abs);
        Assert.InRange(largest, 0.9 / 6, 1.0 / 6);
        Assert.InRange(layer.Bias!.Value.ToArray<float>().Max(MathF.Abs), 0.01 / 6, 1.0 / 6);
    }

    [Fact]
    public void A_shuffled_block_begins_as_an_enlargement_by_repetition()
    {
        PixelShuffleIcnr block = new PixelShuffleIcnr(5, new() { OutChannels = 3, Activation = Activation.None }).Initialize(2);
        float[] y = block.Forward(Tensor.From(new RandomStream(1, "x").Floats(5 * 2 * 2), [1, 5, 2, 2])).ToArray<float>(); // [1, 3, 4, 4]
        Assert.True(y.Distinct().Count() > 8);
        for (int i = 0; i < y.Length; i++)
        {
            int row = i / 4 % 4;
            int column = i % 4;
            Assert.Equal(y[i - (row % 2 * 4) - (column % 2)], y[i], 1e-6f);
        }
    }

    [Fact]
    public void Channels_that_a_shuffle_cannot_join_are_refused_by_the_initializer()
    {
        var convolution = new Conv2d(3, 6, 1, new() { WeightInitializer = Initializers.Icnr() });
        var error = Assert.Throws<ShapeException>(() => convolution.Initialize(1));
        Assert.Contains("6 at axis 0 of shape [6, 3, 1, 1]", error.Message);
    }

    [Fact]
    public void Concatenated_pooling_puts_the_maxima_first()
    {
        Tensor x = Tensor.From([1f, 2, 3, 6, 0, 0, 0, 8], [1, 2, 2, 2]);
        Assert.Equal([6f, 8, 3, 2], new AdaptiveConcatPool2d().Forward(x).ToArray<float>());
    }
}
