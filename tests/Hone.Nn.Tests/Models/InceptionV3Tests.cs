namespace Hone.Nn.Tests.Models;

public sealed class InceptionV3Tests
{
    private static readonly InceptionV3Options s_narrow = new() { Width = 2, Classes = 3, Dropout = 0, Auxiliary = true };

    /// <summary>Blocks whose activations are compared, by the name of the golden value.</summary>
    private static readonly Dictionary<string, string> s_places = new()
    {
        ["mixed0"] = "Mixed_5b",
        ["mixed3"] = "Mixed_6a",
        ["mixed7"] = "Mixed_6e",
        ["mixed10"] = "Mixed_7c",
    };

    [Fact]
    public void It_has_the_parameters_of_torchvisions_net() => Assert.Equal(23_834_568, new InceptionV3().ParameterCount);

    [Fact]
    public void A_training_step_with_both_classifiers_is_torchvisions()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("inception");
        var model = new InceptionV3(s_narrow);
        model.To(DType.Float64);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);
        Tensor x = Pattern(504, -1, 2, 299).To(DType.Float64);
        x.RequiresGrad = true;
        InceptionV3Result y = model.ForwardAuxiliary(x);
        Golden.Close(golden["out"], y.Logits, 1e-8, 1e-9, "out");
        Golden.Close(golden["aux"], y.Auxiliary, 1e-8, 1e-9, "aux");

        Tensor ramp = Tensor.From([-1, -0.6, -0.2, 0.2, 0.6, 1], [2, 3]);
        ((y.Logits * ramp).Sum() + (y.Auxiliary * ramp).Sum() * 0.4).Backward();
        double[] gradient = x.Grad!.ToArray<double>();
        double[] expected = golden["gin"].ToArray<double>();
        int[] kept = [.. Enumerable.Range(0, gradient.Length).Where(i => i % 299 % 32 == 0 && i / 299 % 299 % 32 == 0)];
        Assert.Equal(expected.Length, kept.Length);
        Assert.All(kept.Zip(expected), pair => Assert.Equal(pair.Second, gradient[pair.First], 1e-9));
        Dictionary<string, Parameter> parameters = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        foreach ((string path, Tensor g) in golden.Part("g."))
        {
            Golden.Close(g, parameters[path].Grad, 1e-7, 1e-7, path);
        }
    }

    /// <summary>In float32, plain and optimized: what PyTorch computes in float64 comes out to five digits.</summary>
    [Fact]
    public void The_evaluation_is_torchvisions_and_that_of_Keras_leaves_the_border_out()
    {
        IReadOnlyDictionary<string, Tensor> golden = Trained(out Dictionary<string, Tensor> state);
        foreach (bool counts in new[] { true, false })
        {
            var model = new InceptionV3(s_narrow with { CountIncludePad = counts });
            Assert.True(model.LoadStateDict(state).IsComplete);
            model.Eval();
            using NoGrad none = NoGrad.Enter();
            Tensor x = Pattern(504, -1, 2, 299);
            Tensor expected = golden[counts ? "eval" : "keras"];
            Golden.Close(expected.To(DType.Float32), model.Forward(x), 1e-5, 1e-5, $"counts {counts}");
            Golden.Close(expected.To(DType.Float32), model.OptimizeForInference().Forward(x), 1e-5, 1e-5, $"optimized, counts {counts}");
        }

        Assert.NotNull(Record.Exception(() => Golden.Close(golden["eval"], golden["keras"], 1e-3, 1e-4, "the two")));
    }

    [Fact]
    public void A_net_with_one_classifier_has_no_second_one_to_ask()
    {
        InceptionV3 model = new InceptionV3(new() { Width = 2 }).Initialize(1);
        var error = Assert.Throws<HoneException>(() => model.ForwardAuxiliary(Tensor.Zeros([1, 3, 75, 75])));
        Assert.Contains("Auxiliary = true", error.Message);
    }

    [Fact]
    public void Images_that_are_too_small_for_the_second_classifier_are_refused_with_their_size()
    {
        InceptionV3 model = new InceptionV3(s_narrow).Initialize(1);
        model.Eval();
        var error = Assert.Throws<ShapeException>(() => model.ForwardAuxiliary(Tensor.Zeros([1, 3, 96, 96])));
        Assert.Contains("17x17", error.Message);
        Assert.Contains("[1, 48, 4, 4]", error.Message);
        Assert.Equal([1, 3], model.Forward(Tensor.Zeros([1, 3, 96, 96])).Shape.ToArray());
    }

    [Fact]
    public void An_odd_width_is_refused_with_its_number()
    {
        var error = Assert.Throws<HoneException>(() => new InceptionV3(new() { Width = 7 }));
        Assert.Contains("width 7", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new InceptionV3(new() { Width = 0 }));
    }

    [Fact]
    public void Weights_under_Kerass_names_load_and_the_scales_stay_1()
    {
        InceptionV3 source = new InceptionV3(new() { Width = 2, Classes = 3 }).Initialize(1);
        Dictionary<string, Tensor> weights = InKeras(source);
        InceptionV3 model = new InceptionV3(InceptionV3Options.Keras with { Width = 2, Classes = 5 }).Initialize(2);
        KeyMapReport report = KeyMaps.KerasInceptionV3.Load(model, weights);
        Assert.Equal(94 * 4, report.Names.Matched.Count);
        Assert.Equal(96, report.Kept.Count);
        Assert.Equal(["dense_1/kernel"], report.Ignored);
        Assert.Equal("Mixed_7c.branch_pool.conv.weight", report.Renamed["conv2d_94/kernel"]);
        Assert.Equal("Mixed_6b.branch7x7dbl_2.conv.weight", report.Renamed["conv2d_36/kernel"]);
        IReadOnlyDictionary<string, Tensor> expected = source.StateDict();
        Assert.All(report.Names.Matched, path => Assert.Equal(expected[path].ToArray<float>(), model.StateDict()[path].ToArray<float>()));
        Assert.All(model.StateDict()["Mixed_5b.branch1x1.bn.weight"].ToArray<float>(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Weights_under_Kerass_names_fit_the_middle_of_the_backbone_in_another_model()
    {
        InceptionV3 source = new InceptionV3(new() { Width = 2, Classes = 3 }).Initialize(1);
        Backbone backbone = Backbone.InceptionV3Middle with { Create = _ => new InceptionV3(InceptionV3Options.Keras with { Width = 2 }) };
        Module classifier = backbone.Create(3);
        Sequential body = backbone.CreateBody(classifier);
        Sequential model = new Sequential(body, ModelHead.Create(48, 2)).Initialize(2);
        IReadOnlyList<string> loaded = PretrainedBody.Load(model, classifier, KeyMaps.KerasInceptionV3.Map(InKeras(source)));
        Assert.Equal(70 * 5, loaded.Count);
        Assert.Equal(source.StateDict()["Mixed_6e.branch_pool.conv.weight"].ToArray<float>(), model.StateDict()["0.14.branch_pool.conv.weight"].ToArray<float>());
    }

    [Fact]
    public void A_convolution_that_Keras_lacks_is_missed_by_its_name_here()
    {
        Dictionary<string, Tensor> weights = InKeras(new InceptionV3(new() { Width = 2 }).Initialize(1));
        weights.Remove("conv2d_52/kernel");
        InceptionV3 model = new InceptionV3(InceptionV3Options.Keras with { Width = 2 }).Initialize(2);
        var error = Assert.Throws<StateDictException>(() => KeyMaps.KerasInceptionV3.Load(model, weights));
        Assert.Contains("Mixed_6d.branch7x7_1.conv.weight", error.Message);
    }

    /// <summary>The real weights are not bundled; beside the test program, in Models/inception_v3, they are compared with TensorFlow.js.</summary>
    [Fact]
    public void The_published_keras_weights_give_the_activations_of_tensorflow_js()
    {
        string path = PublishedWeights.Require("inception_v3", "inception-v3-nsfwjs");
        InceptionV3 model = new InceptionV3(InceptionV3Options.Keras with { Classes = 2 }).Initialize(1);
        IReadOnlyDictionary<string, Tensor> weights = TfjsWeights.Read(path);
        Assert.Equal(382, weights.Count);
        Assert.Equal(22_360_869, weights.Values.Sum(w => w.ElementCount));
        KeyMapReport report = KeyMaps.KerasInceptionV3.Load(model, weights);
        Assert.Equal(376, report.Names.Matched.Count);
        Assert.Equal(6, report.Ignored.Count);

        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("keras_inceptionv3_real");
        model.Eval();
        using NoGrad none = NoGrad.Enter();
        var seen = new Dictionary<string, Tensor>();
        List<IDisposable> hooks = [.. s_places.Select(place => model.NamedModules().Single(m => m.Path == place.Value).Module.AddForwardHook((_, _, y) => seen[place.Key] = y))];
        model.Forward(Pattern(1008, 0, 1, 75));
        hooks.ForEach(hook => hook.Dispose());
        foreach (string name in s_places.Keys)
        {
            Golden.Close(golden[name + ".rows"], seen[name].Sum([0, 3]), 1e-3, 1e-3, name);
            Golden.Close(golden[name + ".columns"], seen[name].Sum([0, 2]), 1e-3, 1e-3, name);
        }
    }

    /// <summary>Images without a random generator, as the golden's generator makes them.</summary>
    private static Tensor Pattern(int divisor, int shift, int batch, int side) =>
        Tensor.From([.. Enumerable.Range(0, batch * 3 * side * side).Select(i => (float)(((long)i * 7919 % 1009 / (double)divisor) + shift))], [batch, 3, side, side]);

    /// <summary>The golden and the state behind its training step, which its evaluation has.</summary>
    private static IReadOnlyDictionary<string, Tensor> Trained(out Dictionary<string, Tensor> state)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("inception");
        var model = new InceptionV3(s_narrow);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);
        model.ForwardAuxiliary(Pattern(504, -1, 2, 299));
        state = new Dictionary<string, Tensor>(model.StateDict());
        return golden;
    }

    /// <summary>The state of a net as Keras would write it: other names, kernels [height, width, in, out], no scales, no classifier of ours.</summary>
    private static Dictionary<string, Tensor> InKeras(InceptionV3 source)
    {
        var weights = new Dictionary<string, Tensor> { ["dense_1/kernel"] = Tensor.Zeros([128, 2]) };
        int number = 0;
        foreach ((string path, Tensor tensor) in source.StateDict())
        {
            if (path.EndsWith(".conv.weight", StringComparison.Ordinal))
            {
                number++;
                weights[$"conv2d_{number}/kernel"] = tensor.ContiguousCopy().Permute(2, 3, 1, 0);
            }
            else if (Named(path) is { } name)
            {
                weights[$"batch_normalization_{number}/{name}"] = tensor;
            }
        }

        return weights;
    }

    private static string? Named(string path) => path[(path.LastIndexOf(".bn.", StringComparison.Ordinal) + 1)..] switch
    {
        "bn.bias" => "beta",
        "bn.running_mean" => "moving_mean",
        "bn.running_var" => "moving_variance",
        _ => null,
    };
}
