namespace Hone.Nn.Tests.Layers;

public sealed class EmbeddingLayerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Outputs_and_gradients_equal_PyTorchs(bool sparse)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("embeddings");
        Check(golden, "embedding", w => golden["indices"].Embedding(w, sparse: sparse));
        Check(golden, "embedding_padding", w => golden["indices"].Embedding(w, paddingIndex: -2, sparse: sparse));
        int padding = (int)golden["padding_index"].Item();
        foreach (EmbeddingBagMode mode in Enum.GetValues<EmbeddingBagMode>())
        {
            string name = mode.ToString().ToLowerInvariant();
            var options = new EmbeddingBagOptions { Mode = mode, Sparse = sparse };
            Check(golden, "bag_" + name, w => golden["indices"].EmbeddingBag(w, options: options));
            Check(golden, "offsets_" + name, w => golden["flat"].EmbeddingBag(w, golden["offsets"], options: options));
            Check(golden, "padding_" + name, w => golden["flat"].EmbeddingBag(w, golden["offsets"], options: options with { PaddingIndex = padding }));
        }

        Tensor factors = golden["factors"].Detach();
        factors.RequiresGrad = true;
        var sum = new EmbeddingBagOptions { Mode = EmbeddingBagMode.Sum, Sparse = sparse };
        Check(golden, "weighted", w => golden["flat"].EmbeddingBag(w, golden["offsets"], factors, sum));
        Golden.Close(golden["weighted.gw"], factors.Grad, 1e-12, 1e-12, "factors");
    }

    [Fact]
    public void Layers_look_up_with_PyTorchs_names_and_a_zero_padding_row()
    {
        Sequential model = new Sequential(new Embedding(7, 3, new() { PaddingIndex = -1 })).Initialize(1);
        Assert.Equal(["0.weight"], model.StateDict().Keys);
        Tensor y = model.Forward(Tensor.From([0L, 6, 2, 6], [2, 2]));
        Assert.Equal([2, 2, 3], y.Shape);
        Assert.Equal([0f, 0, 0], y.ToArray<float>()[3..6]);
        Assert.All(y.ToArray<float>()[..3], value => Assert.NotEqual(0, value));

        EmbeddingBag bag = new EmbeddingBag(7, 3, new() { Mode = EmbeddingBagMode.Sum, PaddingIndex = 0, Sparse = true }).Initialize(1);
        Tensor sums = bag.Forward(Tensor.From([1L, 0, 0, 2], [2, 2]));
        Assert.Equal(sums.ToArray<float>(), bag.Forward(Tensor.From([1L, 2], [2]), Tensor.From([0L, 1], [2])).ToArray<float>());
        sums.Sum().Backward();
        Assert.Equal([1, 2], bag.Weight.SparseGrad!.Rows.ToArray());
    }

    [Fact]
    public void A_bad_index_is_named_with_its_place_in_the_model()
    {
        Sequential model = new Sequential(new Embedding(7, 3)).Initialize(1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.From([0L, 9], [1, 2])));
        Assert.Contains("9 at position [0, 1]", error.Message);
        Assert.Contains("7 rows", error.Message);
        Assert.Contains("Sequential[0].Embedding", error.Message);
        Assert.Contains("7", Assert.Throws<HoneException>(() => new Embedding(7, 3, new() { PaddingIndex = 7 })).Message);
    }

    [Fact]
    public void The_truncated_normal_stays_within_two_deviations()
    {
        float[] values = new Embedding(500, 20, new() { WeightInitializer = Initializers.TruncatedNormal(0.01) }).Initialize(1).Weight.Value.ToArray<float>();
        Assert.All(values, value => Assert.InRange(value, -0.02f, 0.02f));
        Assert.InRange(Math.Sqrt(values.Average(value => value * value)), 0.0083, 0.0093);
    }

    private static void Check(IReadOnlyDictionary<string, Tensor> golden, string name, Func<Tensor, Tensor> operation)
    {
        Tensor weight = golden["weight"].Detach();
        weight.RequiresGrad = true;
        Tensor y = operation(weight);
        Golden.Close(golden[name + ".out"], y, 1e-12, 1e-12, name);
        y.Backward(Tensor.From([.. Enumerable.Range(0, y.ElementCount).Select(i => (i % 7) - 2.5)], y.Shape));
        Golden.Close(golden[name + ".g"], weight.Grad ?? weight.SparseGrad!.ToDense(), 1e-12, 1e-12, name);
    }
}
