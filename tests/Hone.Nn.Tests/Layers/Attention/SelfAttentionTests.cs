namespace Hone.Nn.Tests.Layers;

public sealed class SelfAttentionTests
{
    [Theory]
    [InlineData("f64", 1e-9, 1e-10)]
    [InlineData("f32", 1e-4, 2e-5)]
    public void Two_passes_and_their_gradients_equal_PyTorchs(string suffix, double relative, double absolute)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read($"self_attention.{suffix}");
        var model = new SelfAttention(16);
        model.To(suffix == "f64" ? DType.Float64 : DType.Float32);
        StateDictReport report = model.LoadStateDict(golden.Part("sd."));
        Assert.True(report.IsComplete, report.ToString());
        Tensor x = golden["in"];
        using (NoGrad.Enter())
        {
            model.Forward(x);
        }

        x.RequiresGrad = true;
        Tensor y = model.Forward(x);
        Golden.Close(golden["out"], y, relative, absolute, "out");
        int count = y.ElementCount;
        double[] weights = [.. Enumerable.Range(0, count).Select(i => -1 + (2.0 * i / (count - 1)))];
        y.Backward(Tensor.From(weights, y.Shape).To(y.DType));
        Golden.Close(golden["gin"], x.Grad, relative, 10 * absolute, "gin");
        foreach ((string path, Parameter parameter) in model.NamedParameters())
        {
            Golden.Close(golden["g." + path], parameter.Grad, 10 * relative, 20 * absolute, path);
        }

        foreach ((string path, ModuleBuffer buffer) in model.NamedBuffers())
        {
            Golden.Close(golden["after." + path], buffer.Value, relative, absolute, path);
        }

        model.Eval();
        Golden.Close(golden["eval"], model.Forward(x), relative, absolute, "eval");
    }

    [Fact]
    public void A_new_layer_changes_nothing_and_learns_to()
    {
        SelfAttention model = new SelfAttention(8).Initialize(3);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 8 * 4 * 3), [2, 8, 4, 3]);
        Assert.Equal(x.ToArray<float>(), model.Forward(x).ToArray<float>());
        model.Forward(x).Square().Sum().Backward();
        Assert.NotEqual(0f, model.Gamma.Grad!.Item());
    }

    [Fact]
    public void The_largest_growth_of_each_map_comes_near_one()
    {
        var pointwise = new SpectralPointwise(12, 5);
        pointwise.Initialize(3);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(12), [1, 1, 12]);
        for (int i = 0; i < 60; i++)
        {
            pointwise.Forward(x);
        }

        // The images of the unit vectors are the columns of the normalized weight.
        Tensor unit = Tensor.From([.. Enumerable.Range(0, 144).Select(i => i % 13 == 0 ? 1f : 0)], [1, 12, 12]);
        pointwise.Eval();
        float[] singular = pointwise.Forward(unit).Detach().Squeeze(0).To(DType.Float64).Svd().S.To(DType.Float32).ToArray<float>();
        Assert.Equal(1f, singular.Max(), 1e-4f);
    }

    [Fact]
    public void Sequences_of_places_work_as_images_do()
    {
        SelfAttention model = new SelfAttention(8).Initialize(3);
        model.Eval();
        model.LoadStateDict(model.StateDict().ToDictionary(pair => pair.Key, pair => pair.Key == "gamma" ? Tensor.Ones([1]) : pair.Value));
        Tensor image = Tensor.From(new RandomStream(1, "x").Floats(2 * 8 * 4 * 3), [2, 8, 4, 3]);
        Assert.Equal(model.Forward(image).ToArray<float>(), model.Forward(image.Reshape(2, 8, 12)).ToArray<float>());
    }

    [Fact]
    public void Other_channels_are_refused_with_their_numbers()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelfAttention(7));
        var error = Assert.Throws<ShapeException>(() => new SelfAttention(8).Initialize(1).Forward(Tensor.Zeros([2, 9, 4, 4])));
        Assert.Contains("[batch, 8, ...places]", error.Message);
        Assert.Contains("[2, 9, 4, 4]", error.Message);
    }
}
