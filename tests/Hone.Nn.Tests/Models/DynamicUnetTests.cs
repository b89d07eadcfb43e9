namespace Hone.Nn.Tests.Models;

public sealed class DynamicUnetTests
{
    [Theory]
    [InlineData("unet")]
    [InlineData("unet_options")]
    [InlineData("unet_narrow")]
    [InlineData("unet_resnet18")]
    public void A_training_step_equals_that_of_the_same_wiring_in_PyTorch(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read(name);
        DynamicUnet model = Narrow(name);
        model.To(DType.Float64);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);

        Tensor x = golden["in"].To(DType.Float64);
        x.RequiresGrad = true;
        Tensor y = model.Forward(x);
        Golden.Close(golden["out"], y, 1e-8, 1e-9, "out");
        int count = y.ElementCount;
        y.Backward(Tensor.From([.. Enumerable.Range(0, count).Select(i => -1 + (2.0 * i / (count - 1)))], y.Shape));

        Golden.Close(golden["gin"], x.Grad, 1e-7, 1e-7, "gin");
        Dictionary<string, Parameter> parameters = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        foreach ((string path, Tensor gradient) in golden.Part("g."))
        {
            Golden.Close(gradient, parameters[path].Grad, 1e-7, 1e-7, path);
        }

        Dictionary<string, ModuleBuffer> buffers = model.NamedBuffers().ToDictionary(b => b.Path, b => b.Buffer);
        foreach ((string path, Tensor value) in golden.Part("after."))
        {
            Golden.Close(value, buffers[path].Value, 1e-9, 1e-9, path);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(x), 1e-8, 1e-8, "eval");
    }

    /// <summary>The same nets in the precision in which they are used: what PyTorch computes in float64 comes out to five digits.</summary>
    [Theory]
    [InlineData("unet")]
    [InlineData("unet_options")]
    [InlineData("unet_narrow")]
    [InlineData("unet_resnet18")]
    public void Weights_that_PyTorch_wrote_give_its_outputs_in_float32(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read(name);
        DynamicUnet model = Narrow(name);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);
        using NoGrad none = NoGrad.Enter();
        Tensor x = golden["in"].To(DType.Float32);

        // Running statistics are those after one training pass.
        model.Forward(x);
        model.Eval();
        Golden.Close(golden["eval"], model.Forward(x), 1e-5, 1e-5, "eval");
    }

    [Fact]
    public void The_parts_have_fastais_names()
    {
        var model = new DynamicUnet(Encoder(), 3);
        string[] names = [.. model.NamedParameters().Select(p => p.Path)];
        Assert.Contains("layers.0.4.0.conv1.weight", names);
        Assert.Contains("layers.3.0.0.weight", names);
        Assert.Contains("layers.4.shuf.0.0.weight", names);
        Assert.Contains("layers.7.conv2.0.bias", names);
        Assert.Contains("layers.8.0.0.weight", names);
        Assert.Contains("layers.11.convpath.1.0.weight", names);
        Assert.Contains("layers.12.0.bias", names);
    }

    [Fact]
    public void Without_the_join_with_the_image_the_net_ends_behind_the_resize()
    {
        DynamicUnet model = new DynamicUnet(Encoder(), 3, new() { LastCross = false }).Initialize(1);
        Assert.Contains("layers.10.0.weight", model.NamedParameters().Select(p => p.Path));
        Assert.Equal([2, 3, 30, 34], model.Forward(Tensor.Zeros([2, 3, 30, 34])).Shape.ToArray());
    }

    [Fact]
    public void With_a_resnet_of_full_width_the_parameters_count_as_in_PyTorch() =>
        Assert.Equal(31_114_008, new DynamicUnet(ModelBody.Create(ResNet.ResNet18(), -2), 12).ParameterCount);

    [Fact]
    public void A_step_returns_all_its_memory_and_gives_the_same_numbers_inside_a_step()
    {
        DynamicUnet model = new DynamicUnet(Encoder(), 3).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 34 * 32), [2, 3, 34, 32]);
        float[] free = model.Forward(x).ToArray<float>();
        using StepScope step = StepScope.Begin();
        Tensor y = model.Forward(x);
        Assert.Equal(free, y.ToArray<float>());
        y.Square().Mean().Backward();
        Assert.All(model.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void The_dry_run_leaves_training_mode_and_running_statistics_as_they_were()
    {
        Sequential encoder = Encoder().Initialize(1);
        var model = new DynamicUnet(encoder, 3);
        Assert.All(model.Modules(), module => Assert.True(module.IsTraining));
        Assert.All(encoder.NamedBuffers().Where(b => b.Path.EndsWith("running_var", StringComparison.Ordinal)), b => Assert.All(b.Buffer.Value.ToArray<float>(), v => Assert.Equal(1f, v)));
    }

    [Fact]
    public void An_encoder_that_keeps_the_size_is_refused_with_its_width()
    {
        var error = Assert.Throws<HoneException>(() => new DynamicUnet(new Sequential(new Conv2d(3, 4, 3, new() { Padding = 1 }), new ReLU()), 2));
        Assert.Contains("2 layers", error.Message);
        Assert.Contains("64 pixels", error.Message);
    }

    [Fact]
    public void An_encoder_without_convolution_is_refused()
    {
        var error = Assert.Throws<HoneException>(() => new DynamicUnet(new Sequential(new ReLU()), 2));
        Assert.Contains("1 layers without one", error.Message);
    }

    [Fact]
    public void A_block_asks_for_both_inputs()
    {
        UnetBlock block = new UnetBlock(4, 2).Initialize(1);
        var one = Assert.Throws<ShapeException>(() => block.Forward(Tensor.Zeros([1, 4, 2, 2])));
        Assert.Contains("[1, 4, 2, 2]", one.Message);
        var three = Assert.Throws<ShapeException>(() => block.Forward([Tensor.Zeros([1, 4, 2, 2]), Tensor.Zeros([1]), Tensor.Zeros([1])]));
        Assert.Contains("3 inputs", three.Message);
    }

    [Fact]
    public void Attention_follows_the_third_block_from_the_end_and_changes_nothing_at_first()
    {
        DynamicUnet plain = new DynamicUnet(Encoder(), 3).Initialize(1);
        DynamicUnet model = new DynamicUnet(Encoder(), 3, new() { SelfAttention = true }).Initialize(1);
        string[] more = [.. model.StateDict().Keys.Except(plain.StateDict().Keys)];
        Assert.Equal(10, more.Length);
        Assert.All(more, name => Assert.StartsWith("layers.5.conv2.2.", name));
        Assert.Contains("layers.5.conv2.2.query.0.weight_orig", more);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(3 * 64 * 64), [1, 3, 64, 64]);
        plain.Eval();
        model.Eval();
        Assert.Equal(plain.Forward(x).ToArray<float>(), model.Forward(x).ToArray<float>());
        Module copy = model.Config!.Build().Initialize(1);
        Assert.Equal(model.StateDict().Keys, copy.StateDict().Keys);
    }

    [Fact]
    public void Attention_needs_an_encoder_of_three_sizes()
    {
        var shallow = new Sequential(new Conv2d(3, 8, 3, new() { Stride = 2, Padding = 1 }), new Conv2d(8, 8, 3, new() { Stride = 2, Padding = 1 }));
        var error = Assert.Throws<HoneException>(() => new DynamicUnet(shallow, 2, new() { SelfAttention = true }));
        Assert.Contains("smaller 3 times", error.Message);
        Assert.Contains("got: 1 times", error.Message);
    }

    [Fact]
    public void A_narrow_way_up_comes_back_from_its_configuration()
    {
        DynamicUnet model = new DynamicUnet(Encoder(), 3, new() { Norm = BlockNorm.Batch, DecoderChannels = [12, 10, 8, 6, 4] }).Initialize(1);
        Module copy = model.Config!.Build().Initialize(1);
        Assert.Equal(model.StateDict().Keys, copy.StateDict().Keys);
        Assert.Equal(model.Parameters().Select(parameter => parameter.Shape), copy.Parameters().Select(parameter => parameter.Shape));
    }

    [Theory]
    [InlineData(true, 4, "one for the full size")]
    [InlineData(false, 5, "4 steps up.")]
    public void Widths_that_do_not_fit_the_steps_up_are_refused_with_both_numbers(bool lastCross, int count, string expected)
    {
        int[] widths = [.. Enumerable.Repeat(8, count)];
        var error = Assert.Throws<HoneException>(() => new DynamicUnet(Encoder(), 3, new() { LastCross = lastCross, DecoderChannels = widths }));
        Assert.Contains(expected, error.Message);
        Assert.Contains($"{count} numbers: 8, 8", error.Message);
    }

    private static DynamicUnet Narrow(string name) => new(Encoder(width: 2, blocks: name == "unet_resnet18" ? 2 : 1), 3, name switch
    {
        "unet" or "unet_resnet18" => new() { ImageSize = 32 },
        "unet_options" => new() { ImageSize = 32, Blur = true, Bottleneck = true, YRange = new SigmoidRange(-1.5, 2.5) },
        _ => new() { ImageSize = 32, Norm = BlockNorm.Batch, DecoderChannels = [12, 10, 8, 6, 4] },
    });

    /// <summary>torchvision's ResNet of a narrow width; with two blocks in each stage it has the layers of ResNet-18.</summary>
    private static Sequential Encoder(int width = 4, int blocks = 1) => ModelBody.Create(new ResNet(ResNetBlock.Basic, [blocks, blocks, blocks, blocks], new() { Width = width, Classes = 5 }), -2);
}
