namespace Hone.Nn.Tests.Layers;

public sealed class DropoutLayerTests
{
    public static TheoryData<string> Kinds() => ["Dropout", "Dropout2d", "AlphaDropout", "RnnDropout", "DropPath"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_layer_drops_in_training_and_is_the_identity_in_evaluation(string kind)
    {
        DropoutLayer layer = Create(kind, 0.5).Initialize(3);
        Tensor x = Input(kind);
        float[] first = layer.Forward(x).ToArray<float>();
        Assert.Equal(2, first.Distinct().Count());
        Assert.NotEqual(first, layer.Forward(x).ToArray<float>());
        layer.Eval();
        Assert.Same(x, layer.Forward(x));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_resumed_layer_draws_the_same_whatever_seed_it_was_initialized_with(string kind)
    {
        Sequential model = new Sequential(Create(kind, 0.5)).Initialize(3);
        Tensor x = Input(kind);
        model.Forward(x);
        IReadOnlyDictionary<string, RandomStreamState> state = model.RandomState();
        float[] expected = model.Forward(x).ToArray<float>();
        Sequential resumed = new Sequential(Create(kind, 0.5)).Initialize(4);
        resumed.LoadRandomState(state);
        Assert.Equal(expected, resumed.Forward(x).ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fraction_out_of_range_and_a_missing_seed_are_named(string kind)
    {
        string message = Assert.Throws<HoneException>(() => Create(kind, 1.5)).Message;
        Assert.Contains("1.5", message);
        Assert.Contains(kind, message);
        Assert.Contains("Initialize(seed)", Assert.Throws<HoneException>(() => Create(kind, 0.5).Forward(Input(kind))).Message);
    }

    [Fact]
    public void A_stream_for_a_layer_without_one_is_named()
    {
        Sequential model = new Sequential(new ReLU()).Initialize(1);
        var state = new Dictionary<string, RandomStreamState> { ["0"] = new(1, 2) };
        Assert.Contains("\"0\"", Assert.Throws<HoneException>(() => model.LoadRandomState(state)).Message);
    }

    [Fact]
    public void Upsample_doubles_images()
    {
        float[] y = new Upsample(new() { ScaleFactor = 2 }).Forward(Tensor.From([1f, 2], [1, 1, 1, 2])).ToArray<float>();
        Assert.Equal([1f, 1, 2, 2, 1, 1, 2, 2], y);
    }

    private static DropoutLayer Create(string kind, double fraction) => kind switch
    {
        "Dropout" => new Dropout(fraction),
        "Dropout2d" => new Dropout2d(fraction),
        "AlphaDropout" => new AlphaDropout(fraction),
        "RnnDropout" => new RnnDropout(fraction),
        _ => new DropPath(fraction),
    };

    private static Tensor Input(string kind) => kind == "RnnDropout" ? Tensor.Ones([20, 5, 10]) : Tensor.Ones([30, 10, 2, 3]);
}
