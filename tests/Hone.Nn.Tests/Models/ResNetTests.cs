namespace Hone.Nn.Tests.Models;

public sealed class ResNetTests
{
    [Theory]
    [InlineData(18, 11_689_512)]
    [InlineData(34, 21_797_672)]
    [InlineData(50, 25_557_032)]
    [InlineData(101, 44_549_160)]
    public void Each_depth_has_torchvisions_number_of_parameters(int depth, int parameters) =>
        Assert.Equal(parameters, Create(depth).ParameterCount);

    [Fact]
    public void The_parts_have_torchvisions_names()
    {
        string[] basic = [.. Names(Create(18))];
        Assert.Equal("conv1.weight", basic[0]);
        Assert.Contains("fc.bias", basic);
        Assert.Equal(122, basic.Length);
        Assert.Contains("layer1.0.conv1.weight", basic);
        Assert.Contains("layer2.0.downsample.1.running_var", basic);
        Assert.DoesNotContain("layer1.0.downsample.0.weight", basic);

        string[] deep = [.. Names(Create(50))];
        Assert.Equal(320, deep.Length);
        Assert.Contains("layer1.0.downsample.0.weight", deep);
        Assert.Contains("layer3.5.bn3.num_batches_tracked", deep);
    }

    [Theory]
    [InlineData("resnet_basic", ResNetBlock.Basic)]
    [InlineData("resnet_bottleneck", ResNetBlock.Bottleneck)]
    public void A_training_step_of_a_narrow_net_equals_torchvisions(string name, ResNetBlock block)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read(name);
        var model = new ResNet(block, [1, 1, 1, 1], new() { Width = 4, Classes = 5 });
        model.To(DType.Float64);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);

        Tensor x = golden["in"].To(DType.Float64);
        x.RequiresGrad = true;
        Tensor y = model.Forward(x);
        Golden.Close(golden["out"], y, 1e-8, 1e-9, "out");
        y.Backward(Tensor.From([.. Enumerable.Range(0, 10).Select(i => -1 + (2.0 * i / 9))], [2, 5]));

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

    [Fact]
    public void A_hook_on_a_normalization_sees_its_output_and_changes_nothing()
    {
        ResNet model = new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 3 }).Initialize(1);
        model.Eval();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);
        float[] plain = model.Forward(x).ToArray<float>();
        var seen = new List<float>();
        foreach (Module module in model.Modules().Where(m => m is BatchNorm2d))
        {
            module.AddForwardHook((_, _, y) => seen.Add(y.ToArray<float>().Min()));
        }

        float[] watched = model.Forward(x).ToArray<float>();
        Assert.Equal(1 + (2 * 4) + 3, seen.Count);
        Assert.All(seen, smallest => Assert.True(smallest < 0));
        Assert.All(plain.Zip(watched), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void With_zero_init_every_block_begins_as_its_shortcut()
    {
        ResNet model = new ResNet(ResNetBlock.Bottleneck, [1, 1, 1, 1], new() { Width = 4, ZeroInitResidual = true }).Initialize(1);
        string[] zeros = [.. model.NamedParameters().Where(p => p.Path.EndsWith("bn3.weight", StringComparison.Ordinal)).Select(p => p.Path)];
        Assert.Equal(4, zeros.Length);
        Dictionary<string, Parameter> parameters = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        Assert.All(zeros, path => Assert.All(parameters[path].Value.ToArray<float>(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Another_number_of_stages_is_named()
    {
        var error = Assert.Throws<HoneException>(() => new ResNet(ResNetBlock.Basic, [2, 2, 2]));
        Assert.Contains("4 stages", error.Message);
        Assert.Contains("3 numbers of blocks", error.Message);
    }

    private static IEnumerable<string> Names(Module model) => model.NamedParameters().Select(p => p.Path).Concat(model.NamedBuffers().Select(b => b.Path));

    private static ResNet Create(int depth) => depth switch
    {
        18 => ResNet.ResNet18(),
        34 => ResNet.ResNet34(),
        50 => ResNet.ResNet50(),
        _ => ResNet.ResNet101(),
    };
}
