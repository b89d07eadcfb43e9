namespace Hone.Nn.Tests.Modules;

/// <summary>Hooks of the backward pass: PyTorch's gradients, and no trace without them.</summary>
public sealed class BackwardHookTests
{
    [Fact]
    public void Hooks_see_the_gradients_of_PyTorch()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("backward_hooks");
        Sequential net = Net(golden);
        var inputs = new Dictionary<string, Tensor>();
        var outputs = new Dictionary<string, Tensor>();
        foreach ((string path, Module module) in net.NamedModules())
        {
            module.AddBackwardHook((seen, input, output) =>
            {
                Assert.Same(module, seen);
                string name = path.Length == 0 ? "net" : path;
                outputs.Add(name, output.Copy());
                if (input is not null)
                {
                    inputs.Add(name, input.Copy());
                }
            });
        }

        Run(net, golden);

        Dictionary<string, Tensor> expectedInputs = golden.Part("gi.");
        Dictionary<string, Tensor> expectedOutputs = golden.Part("go.");
        Assert.Equal(expectedInputs.Keys.Order(StringComparer.Ordinal), inputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(expectedOutputs.Keys.Order(StringComparer.Ordinal), outputs.Keys.Order(StringComparer.Ordinal));
        foreach ((string path, Tensor expected) in expectedInputs)
        {
            Golden.Close(expected, inputs[path], 1e-9, 1e-10, $"gi.{path}");
        }

        foreach ((string path, Tensor expected) in expectedOutputs)
        {
            Golden.Close(expected, outputs[path], 1e-9, 1e-10, $"go.{path}");
        }

        CheckParameters(net, golden);
    }

    [Fact]
    public void A_hook_that_is_gone_leaves_no_trace()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("backward_hooks");
        Sequential net = Net(golden);
        int calls = 0;
        foreach (Module module in net.Modules())
        {
            module.AddBackwardHook((_, _, _) => calls++).Dispose();
        }

        Assert.All(net.Modules(), module => Assert.False(module.HasHooks));
        Tensor y = Run(net, golden);
        Assert.Equal(0, calls);
        Assert.Equal("Linear", y.Producer!.Name);
        CheckParameters(net, golden);
    }

    [Fact]
    public void Gradients_of_the_input_come_through_the_module_alone_and_in_each_pass()
    {
        // y = 3 x + 5 layer(x) with layer(x) = 2 x, and the layer once more: dy / dlayer = 5, through it 10.
        var layer = new Scale(2);
        var seen = new List<(float Input, float Output)>();
        using IDisposable hook = layer.AddBackwardHook((_, input, output) => seen.Add((input!.ToArray<float>()[0], output.ToArray<float>()[0])));
        Tensor x = Tensor.From<float>([1, 4], [2]);
        x.RequiresGrad = true;

        ((x * 3) + (layer.Forward(x) * 5) + (layer.Forward(x) * 7)).Sum().Backward();

        Assert.Equal([(10f, 5f), (14f, 7f)], seen.Order());
        Assert.Equal([27f, 27f], x.Grad!.ToArray<float>());
        using (NoGrad.Enter())
        {
            layer.Forward(x);
        }

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Gradients_stay_as_they_were_seen_until_the_hook_returns()
    {
        // Inside a step memory goes back as soon as backward has used it; what lies between must not be written over before the hook has seen it.
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("backward_hooks");
        Sequential net = Net(golden);
        int calls = 0;
        net.Modules().OfType<Residual>().First().AddBackwardHook((_, input, output) =>
        {
            calls++;
            Golden.Close(golden["gi.3"], input, 1e-9, 1e-10, "gi.3");
            Golden.Close(golden["go.3"], output, 1e-9, 1e-10, "go.3");
        });
        using (StepScope.Begin())
        {
            Run(net, golden);
        }

        Assert.Equal(1, calls);
        CheckParameters(net, golden);
    }

    [Fact]
    public void A_module_of_several_inputs_shows_the_gradient_of_the_first()
    {
        var table = new TabularModel([new EmbeddingSize(4, 2)], 3, 1).Initialize(2);
        int calls = 0;
        table.AddBackwardHook((_, input, output) =>
        {
            calls++;
            Assert.Null(input);
            Assert.Equal([1f, 1f], output.ToArray<float>());
        });
        table.Forward([Tensor.From<long>([1, 2], [2, 1]), Tensor.From<float>([1, 2, 3, -1, 0, 1], [2, 3])]).Sum().Backward();
        Assert.Equal(1, calls);
    }

    private static Sequential Net(IReadOnlyDictionary<string, Tensor> golden)
    {
        Sequential net = new(
            new Conv2d(2, 3, 3, new() { Padding = 1 }),
            new BatchNorm2d(3),
            new ReLU(),
            new Residual(new Conv2d(3, 3, 1), new Tanh()),
            new Identity(),
            new Residual(new Identity()),
            new Flatten(),
            new Linear(60, 2));
        net.To(DType.Float64);
        Assert.True(net.LoadStateDict(golden.Part("sd.")).IsComplete);
        return net;
    }

    private static Tensor Run(Sequential net, IReadOnlyDictionary<string, Tensor> golden)
    {
        Tensor y = net.Forward(golden["in"]);
        Golden.Close(golden["out"], y, 1e-9, 1e-10, "out");
        y.Backward(Tensor.From([-1, -1 / 3.0, 1 / 3.0, 1], y.Shape));
        return y;
    }

    private static void CheckParameters(Sequential net, IReadOnlyDictionary<string, Tensor> golden)
    {
        Dictionary<string, Parameter> parameters = net.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        foreach ((string path, Tensor gradient) in golden.Part("g."))
        {
            Golden.Close(gradient, parameters[path].Grad, 1e-9, 1e-10, path);
        }
    }
}
