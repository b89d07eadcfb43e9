namespace Hone.Nn.Tests.Models;

public sealed class MobileNetV2Tests
{
    /// <summary>The parts of the net whose activations are compared, by the name of the golden value.</summary>
    private static readonly Dictionary<string, string> s_places = new()
    {
        ["block_1"] = "features.2",
        ["block_6"] = "features.7",
        ["block_13"] = "features.14.conv.0",
        ["out_relu"] = "features.18",
    };

    [Fact]
    public void It_has_the_parameters_of_torchvisions_net()
    {
        Assert.Equal(3_504_872, new MobileNetV2().ParameterCount);
        Assert.Equal(314, new MobileNetV2(new() { Width = 0.1 }).Initialize(1).StateDict().Count);
    }

    [Fact]
    public void A_training_step_and_the_evaluation_are_torchvisions()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("torchvision_mobilenetv2");
        var model = new MobileNetV2(new() { Classes = 3, Width = 0.05, RoundTo = 2, Dropout = 0 });
        model.To(DType.Float64);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);
        Tensor y = model.Forward(golden["in"].To(DType.Float64));
        Golden.Close(golden["out"], y, 1e-8, 1e-9, "out");
        y.Backward(Tensor.From([-1, -0.6, -0.2, 0.2, 0.6, 1], [2, 3]));
        Dictionary<string, Parameter> parameters = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        foreach ((string path, Tensor gradient) in golden.Part("g."))
        {
            Golden.Close(gradient, parameters[path].Grad, 1e-7, 1e-8, path);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(golden["in"].To(DType.Float64)), 1e-8, 1e-8, "eval");
    }

    [Fact]
    public void The_inference_form_gives_the_values_of_the_evaluation()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("torchvision_mobilenetv2");
        foreach (bool far in new[] { false, true })
        {
            var model = new MobileNetV2(new() { Classes = 3, Width = 0.05, RoundTo = 2, FarPadding = far });
            model.LoadStateDict(golden.Part("sd."));
            model.Eval();
            using NoGrad quiet = NoGrad.Enter();
            Tensor x = golden["in"].To(DType.Float32);
            Golden.Close(model.Forward(x), model.OptimizeForInference().Forward(x), 1e-4, 1e-4, $"far padding {far}");
        }
    }

    [Fact]
    public void Quantized_keras_weights_give_the_activations_of_tensorflow_js()
    {
        var model = new MobileNetV2(MobileNetV2Options.Keras with { Width = 0.125, RoundTo = 1, LastChannels = 160, Classes = 2 }).Initialize(1);
        IReadOnlyDictionary<string, Tensor> weights = TfjsWeights.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", "keras_mobilenetv2", "model.json"));
        KeyMapReport report = KeyMaps.KerasMobileNetV2.Load(model, weights);
        Assert.Equal(["classifier.1.weight", "classifier.1.bias"], report.Kept);
        Assert.Equal(260, report.Names.Matched.Count);
        RequireActivations(model, Golden.Read("keras_mobilenetv2"));
    }

    [Fact]
    public void Symmetric_padding_would_be_noticed()
    {
        var model = new MobileNetV2(MobileNetV2Options.Keras with { FarPadding = false, Width = 0.125, RoundTo = 1, LastChannels = 160, Classes = 2 }).Initialize(1);
        KeyMaps.KerasMobileNetV2.Load(model, TfjsWeights.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", "keras_mobilenetv2", "model.json")));
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("keras_mobilenetv2");
        Assert.NotNull(Record.Exception(() => RequireActivations(model, golden)));
    }

    /// <summary>The real weights are not bundled; beside the test program, in Models/mobilenet_v2, they are compared with TensorFlow.js too.</summary>
    [Fact]
    public void The_published_keras_weights_give_the_activations_of_tensorflow_js()
    {
        string path = PublishedWeights.Require("mobilenet_v2", "mobilenet-v2-nsfwjs");
        var model = new MobileNetV2(MobileNetV2Options.Keras with { Classes = 2 }).Initialize(1);
        IReadOnlyDictionary<string, Tensor> weights = TfjsWeights.Read(path);
        Assert.Equal(266, weights.Count);
        Assert.Equal(2_619_461, weights.Values.Sum(w => w.ElementCount));
        KeyMapReport report = KeyMaps.KerasMobileNetV2.Load(model, weights);
        Assert.Equal(260, report.Names.Matched.Count);
        Assert.Equal(6, report.Ignored.Count);
        RequireActivations(model, Golden.Read("keras_mobilenetv2_real"));
    }

    private static void RequireActivations(MobileNetV2 model, IReadOnlyDictionary<string, Tensor> golden)
    {
        model.Eval();
        using NoGrad quiet = NoGrad.Enter();
        var seen = new Dictionary<string, Tensor>();
        List<IDisposable> hooks = [.. s_places.Select(place =>
            model.NamedModules().Single(m => m.Path == place.Value).Module.AddForwardHook((_, _, y) => seen[place.Key] = y))];
        model.Forward(golden["in"].Permute(0, 3, 1, 2).Contiguous());
        hooks.ForEach(h => h.Dispose());
        foreach (string name in s_places.Keys)
        {
            Golden.Close(golden[name], seen[name].Permute(0, 2, 3, 1), 1e-4, 1e-4, name);
        }
    }
}
