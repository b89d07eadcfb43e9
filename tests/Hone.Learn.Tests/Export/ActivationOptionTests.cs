using System.Text.Json;
using Hone.Nn;
using Module = Hone.Nn.Module;

namespace Hone.Learn.Tests;

/// <summary>The activation of whole nets: where fastai has it, with the same first weights, and back from a file.</summary>
public sealed class ActivationOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("xresnet", "0.2 1.2 2.2 4.0.convpath.0.2 4.0.act 5.0.convpath.0.2 5.0.act 6.0.convpath.0.2 6.0.act 7.0.convpath.0.2 7.0.act")]
    [InlineData("head", "5")]
    [InlineData("linear head", "4 8")]
    [InlineData("tabular", "layers.0.1 layers.1.1")]
    [InlineData("old tabular", "layers.0.2 layers.1.2")]
    public void Mish_is_where_fastai_has_it_and_first_weights_stay(string name, string places)
    {
        Module relu = Create(name, null);
        Module mish = Create(name, Activation.Mish);

        // The ReLU behind a residual sum is part of the last normalization and no module.
        Assert.Equal(places.Split(' ').Where(place => !place.EndsWith(".act", StringComparison.Ordinal)), Paths<ReLU>(relu));
        Assert.Equal(places.Split(' '), Paths<Mish>(mish));
        Assert.Empty(Paths<ReLU>(mish));
        IReadOnlyDictionary<string, Tensor> expected = Create(name, Activation.ReLU).StateDict();
        Assert.Equal(expected.Keys, mish.StateDict().Keys);
        foreach ((string path, Tensor value) in relu.StateDict().Where(pair => pair.Value.DType == DType.Float32))
        {
            Assert.Equal(expected[path].ToArray<float>(), value.ToArray<float>());
            Assert.Equal(value.ToArray<float>(), mish.StateDict()[path].ToArray<float>());
        }
    }

    [Theory]
    [InlineData("xresnet", Activation.Mish)]
    [InlineData("xresnet", Activation.ReLU)]
    [InlineData("head", Activation.Mish)]
    [InlineData("linear head", Activation.GELU)]
    [InlineData("tabular", Activation.Mish)]
    [InlineData("tabular", Activation.None)]
    [InlineData("tabular", Activation.ReLU)]
    public void A_net_with_another_activation_comes_back_bit_for_bit(string name, Activation activation)
    {
        Module model = Create(name, activation);
        Tensor x = name switch
        {
            "xresnet" => Tensor.From<float>([.. Enumerable.Range(0, 2 * 3 * 32 * 32).Select(i => MathF.Sin(i * 0.37f))], [2, 3, 32, 32]),
            "tabular" => Tensor.From<float>([-3, 1, 2, 5, -1, 0.5f], [2, 3]),
            _ => Tensor.From<float>([.. Enumerable.Range(0, 2 * 4 * 9).Select(i => MathF.Sin(i * 0.37f))], [2, 4, 3, 3]),
        };
        using NoGrad none = NoGrad.Enter();
        model.Forward(x); // moves running statistics
        model.Eval();
        float[] expected = model.Forward(x).ToArray<float>();
        string path = Path.Combine(_folder.Root, "net.hone");
        var content = new ModelFileContent(ModelFileContent.FormatName, ModelFileContent.CurrentVersion, model.Config!, new ModelInput(InputKind.Vector, [1]), [], [], new ModelOutput(PredictionKind.Numbers, [], 0.5), string.Empty);
        ModelFile.Write(path, content, model, ConfigCatalog.Default);

        (_, Module restored) = ModelFile.Read(path, new PredictorOptions());

        Assert.Equal(expected, restored.Forward(x).ToArray<float>());
        Assert.Equal(Json(model), Json(restored));
        if (name != "tabular")
        {
            float[] fast = restored.OptimizeForInference().Forward(x).ToArray<float>();
            Assert.All(fast.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        }

        if (activation == Activation.None)
        {
            return;
        }

        Module other = Create(name, activation == Activation.Tanh ? Activation.ReLU : Activation.Tanh);
        other.LoadStateDict(model.StateDict());
        other.Eval();
        Assert.NotEqual(expected, other.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Nets_with_ReLU_are_written_as_before_and_earlier_files_have_it()
    {
        foreach (string name in (string[])["xresnet", "tabular"])
        {
            string json = Json(Create(name, Activation.ReLU));
            Assert.DoesNotContain("ctivation", json);
            Module restored = JsonSerializer.Deserialize<ModelConfig>(json, ConfigCatalog.Default.Json)!.Build();
            Assert.NotEmpty(Paths<ReLU>(restored));
            Assert.Contains("\"activation\": \"Mish\"", Json(Create(name, Activation.Mish)));
        }
    }

    [Theory]
    [InlineData("xresnet")]
    [InlineData("head")]
    [InlineData("tabular")]
    public void An_activation_that_does_not_exist_is_refused(string name) =>
        Assert.Contains("There is no such activation", Assert.Throws<ArgumentOutOfRangeException>(() => Create(name, (Activation)77)).Message);

    private static Module Create(string name, Activation? activation)
    {
        var net = new XResNetOptions { Stem = [2, 3, 4], Width = 4, Classes = 3 };
        var head = new ModelHeadOptions { Hidden = [6] };
        var linear = new ModelHeadOptions { Hidden = [6, 5], LinearFirst = true };
        var table = new TabularModelOptions { Layers = [6, 5] };
        var old = new TabularModelOptions { Layers = [6, 5], LinearFirst = false };
        if (activation is { } told)
        {
            net = net with { Activation = told };
            head = head with { Activation = told };
            linear = linear with { Activation = told };
            table = table with { Activation = told };
            old = old with { Activation = told };
        }

        return name switch
        {
            "xresnet" => XResNet.Create(1, [1, 1, 1, 1], net).Initialize(seed: 4),
            "head" => ModelHead.Create(4, 3, head).Initialize(seed: 4),
            "linear head" => ModelHead.Create(4, 3, linear).Initialize(seed: 4),
            "tabular" => new TabularModel([], 3, 2, table).Initialize(seed: 4),
            "old tabular" => new TabularModel([], 3, 2, old).Initialize(seed: 4),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such net"),
        };
    }

    private static IEnumerable<string> Paths<T>(Module model)
        where T : Module => model.NamedModules().Where(pair => pair.Module is T).Select(pair => pair.Path);

    private static string Json(Module model) => JsonSerializer.Serialize(model.Config!, ConfigCatalog.Default.Json);
}
