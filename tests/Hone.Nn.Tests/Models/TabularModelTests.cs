namespace Hone.Nn.Tests.Models;

public sealed class TabularModelTests
{
    [Theory]
    [InlineData("both")]
    [InlineData("old")]
    [InlineData("codes")]
    [InlineData("numbers")]
    public void A_training_step_equals_PyTorchs(string name)
    {
        IReadOnlyDictionary<string, Tensor> all = Golden.Read("tabular");
        Dictionary<string, Tensor> golden = all.Part(name + ".");
        TabularModel model = Create(name);
        model.To(DType.Float64);
        Assert.True(model.LoadStateDict(golden.Part("sd.")).IsComplete);
        Tensor x = all["numbers"];
        x.RequiresGrad = true;
        Tensor[] inputs = name switch
        {
            "codes" => [all["codes"]],
            "numbers" => [x],
            _ => [all["codes"], x],
        };
        Tensor y = model.Forward(inputs);
        Golden.Close(golden["out"], y, 1e-9, 1e-10, "out");
        int count = y.ElementCount;
        y.Backward(Tensor.From([.. Enumerable.Range(0, count).Select(i => -1 + (2.0 * i / (count - 1)))], y.Shape));
        if (golden.TryGetValue("gin", out Tensor? gradientOfInput))
        {
            Golden.Close(gradientOfInput, x.Grad, 1e-8, 1e-9, "gin");
        }

        Dictionary<string, Parameter> parameters = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        foreach ((string path, Tensor gradient) in golden.Part("g."))
        {
            Golden.Close(gradient, parameters[path].Grad, 1e-8, 1e-9, path);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(inputs), 1e-9, 1e-9, "eval");
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(8, 5)]
    [InlineData(73, 18)]
    [InlineData(944, 74)]
    [InlineData(5060, 190)]
    [InlineData(5242, 194)]
    [InlineData(1000000, 600)]
    public void The_width_of_an_embedding_follows_fastais_rule(int categories, int width)
    {
        Assert.Equal(new EmbeddingSize(categories, width), EmbeddingSize.Rule(categories));
    }

    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new TabularModelOptions();
        Assert.Equal([200, 100], options.Layers);
        Assert.Null(options.Dropouts);
        Assert.Equal(0, options.EmbeddingDropout);
        Assert.True(options is { UseBn: true, BnFinal: false, BnCont: true, LinearFirst: true });
        TabularModel model = new TabularModel([new(10, 6), new(3, 3)], 2, 5).Initialize(1);

        // Embeddings, normalization of the numbers, linear layers without bias and their normalizations, the last layer with its bias.
        Assert.Equal(60 + 9 + 4 + (11 * 200) + 400 + (200 * 100) + 200 + (100 * 5) + 5, model.ParameterCount);
        Assert.All(model.Embeddings[0].Weight.Value.ToArray<float>(), value => Assert.InRange(Math.Abs(value), 0, 0.021));
    }

    [Fact]
    public void Dropout_acts_in_training_alone()
    {
        TabularModel model = new TabularModel([new(4, 3)], 2, 2, new() { Layers = [16], Dropouts = [0.5], EmbeddingDropout = 0.3 }).Initialize(1);
        Tensor[] inputs = [Tensor.From<long>([0, 1, 2, 3], [4, 1]), Tensor.From<float>([1, 2, 3, 4, 5, 6, 7, 8], [4, 2])];
        Assert.NotEqual(model.Forward(inputs).ToArray<float>(), model.Forward(inputs).ToArray<float>());
        model.Eval();
        Assert.Equal(model.Forward(inputs).ToArray<float>(), model.Forward(inputs).ToArray<float>());
    }

    [Fact]
    public void Columns_that_do_not_fit_are_named_in_the_error()
    {
        TabularModel model = new TabularModel([new(4, 3), new(5, 3)], 2, 2).Initialize(1);
        Tensor codes = Tensor.From<long>([0, 1, 2], [3, 1]);
        Tensor numbers = Tensor.Zeros([3, 2]);
        var wrong = Assert.Throws<ShapeException>(() => model.Forward([codes, numbers]));
        Assert.Contains("codes: [batch, 2]", wrong.Message);
        Assert.Contains("[3, 1]", wrong.Message);
        Assert.Contains("two inputs", Assert.Throws<ShapeException>(() => model.Forward(numbers)).Message);
        Assert.Contains("3 inputs", Assert.Throws<ShapeException>(() => model.Forward([codes, numbers, numbers])).Message);
        Assert.Contains("0 categorical and 0 continuous", Assert.Throws<HoneException>(() => new TabularModel([], 0, 2)).Message);
        Assert.Contains("1 dropouts and 2 layers", Assert.Throws<HoneException>(() => new TabularModel([], 1, 2, new() { Dropouts = [0.1] })).Message);
        Tensor unknown = Tensor.From<long>([0, 1, 9, 0, 1, 1], [3, 2]);
        Assert.Contains("9", Assert.ThrowsAny<HoneException>(() => model.Forward([unknown, numbers])).Message);
    }

    private static TabularModel Create(string name)
    {
        EmbeddingSize[] sizes = [new(5, 3), new(9, 4)];
        return name switch
        {
            "both" => new TabularModel(sizes, 3, 2, new() { Layers = [8, 6] }),
            "old" => new TabularModel(sizes, 3, 1, new() { Layers = [7], YRange = new SigmoidRange(-1, 4), BnFinal = true, BnCont = false, LinearFirst = false }),
            "codes" => new TabularModel(sizes, 0, 3, new() { Layers = [8], UseBn = false }),
            "numbers" => new TabularModel([], 3, 2, new() { Layers = [8] }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such case"),
        };
    }
}
