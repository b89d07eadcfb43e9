namespace Hone.Nn.Tests.Layers;

public sealed class EmbeddingDotBiasTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scores_and_gradients_equal_PyTorchs_with_and_without_a_range(bool sparse)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("embedding_dot");
        foreach (string name in new[] { "plain", "range" })
        {
            var model = new EmbeddingDotBias(5, 7, 6, new() { Sparse = sparse, YRange = name == "range" ? new SigmoidRange(0, 5.5) : null });
            model.To(DType.Float64);
            model.LoadStateDict(golden.Where(t => t.Key.EndsWith(".weight", StringComparison.Ordinal) && !t.Key.Contains(".g.")).ToDictionary(t => t.Key, t => t.Value));
            Tensor y = model.Forward(golden["pairs"]);
            Golden.Close(golden[name + ".out"], y, 1e-12, 1e-12, name);
            y.Backward(Tensor.From([.. Enumerable.Range(0, 12).Select(i => (i % 7) - 2.5)], [12]));
            Assert.All(model.Parameters(), p => Golden.Close(golden[$"{name}.g.{p.Path}"], p.Grad ?? p.SparseGrad!.ToDense(), 1e-12, 1e-12, p.Path));
        }
    }

    [Fact]
    public void The_first_weights_are_fastais()
    {
        EmbeddingDotBias model = new EmbeddingDotBias(20, 300, 200).Initialize(1);
        Assert.Equal(["u_weight.weight", "i_weight.weight", "u_bias.weight", "i_bias.weight"], model.StateDict().Keys);
        foreach (Parameter parameter in model.Parameters())
        {
            float[] values = parameter.Value.ToArray<float>();
            Assert.All(values, value => Assert.InRange(value, -0.02f, 0.02f));
            Assert.InRange(Math.Sqrt(values.Average(value => value * value)), 0.007, 0.011);
        }
    }

    [Fact]
    public void A_number_that_is_no_user_is_named_with_its_place_in_the_model()
    {
        EmbeddingDotBias model = new EmbeddingDotBias(4, 7, 6).Initialize(1);
        string message = Assert.Throws<ShapeException>(() => model.Forward(Tensor.From([0L, 1, 7, 1], [2, 2]))).Message;
        Assert.Contains("7 at position [1, 0]", message);
        Assert.Contains("EmbeddingDotBias", message);
    }

    [Fact]
    public void A_range_holds_every_score_and_refuses_ends_in_the_wrong_order()
    {
        float[] y = new SigmoidRange(-1, 3).Forward(Tensor.From([-200f, 0, 200], [3])).ToArray<float>();
        Assert.Equal([-1f, 1, 3], y);
        Assert.Contains("low 3, high 3", Assert.Throws<HoneException>(() => new SigmoidRange(3, 3)).Message);
        Assert.Contains("low NaN, high 3", Assert.Throws<HoneException>(() => new SigmoidRange(double.NaN, 3)).Message);
    }
}
