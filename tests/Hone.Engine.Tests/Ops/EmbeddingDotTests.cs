using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class EmbeddingDotTests
{
    private static readonly Tensor Pairs = Tensor.From([0L, 2, 4, 1, 0, 1, 4, 1], [4, 2]);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.EmbeddingDot))]
    public void Gradients_match_finite_differences()
    {
        Tensor[] weights = Weights(5, 3, 4);
        GradCheck.Check(t => Pairs.EmbeddingDot(t[0], t[1], t[2], t[3]), weights);
        GradCheck.Check(t => Pairs.EmbeddingDot(t[0] * 2, t[1] * 3, t[2] * 2, t[3] * 2), weights);
        GradCheck.Check(t => Pairs.Transpose().Contiguous().Transpose().EmbeddingDot(t[0], t[1], t[2], t[3]), [TestTensors.Transposed(1, 5, 4), TestTensors.Transposed(2, 3, 4), TestTensors.Normal(3, 5, 1), TestTensors.Normal(4, 3, 1)]);
        GradCheck.Check(t => Tensor.Zeros([0, 2], DType.Int64).EmbeddingDot(t[0], t[1], t[2], t[3]), weights);
        GradCheck.Check(t => Pairs.EmbeddingDot(t[0], t[1], t[2], t[3]), Weights(5, 3, 0));

        // One matrix on both sides, and used a second time.
        GradCheck.Check(t => Pairs.EmbeddingDot(t[0], t[0], t[1], t[1]) + Pairs.EmbeddingDot(t[0], t[0] * 2, t[1], t[1]), [TestTensors.Normal(1, 5, 4), TestTensors.Normal(2, 5, 1)]);
    }

    [Fact]
    public void Float32_equals_float64_and_one_thread_equals_three()
    {
        foreach ((int users, int items, int width, int count) in new[] { (5, 3, 1, 7), (300, 40, 50, 640), (2000, 3000, 33, 3000) })
        {
            Tensor pairs = RandomPairs(users, items, count);
            Tensor[] weights = Weights(users, items, width);
            Float32Check.Compare(t => pairs.EmbeddingDot(t[0], t[1], t[2], t[3]), weights, 1e-4);
            ThreadCheck.SameBits(t => pairs.EmbeddingDot(t[0], t[1], t[2], t[3]), [.. weights.Select(Float32Check.Narrow)]);
        }
    }

    [Fact]
    public void Scores_equal_lookups_products_and_sums_at_every_width()
    {
        for (int width = 0; width < 70; width++)
        {
            Tensor pairs = RandomPairs(9, 8, 20);
            Tensor[] weights = [.. Weights(9, 8, width).Select(Float32Check.Narrow)];
            Tensor user = pairs.Narrow(1, 0, 1).Squeeze(1);
            Tensor item = pairs.Narrow(1, 1, 1).Squeeze(1);
            Tensor dot = (user.Embedding(weights[0]) * item.Embedding(weights[1])).Sum([1]);
            Tensor expected = dot + user.Embedding(weights[2]).Squeeze(1) + item.Embedding(weights[3]).Squeeze(1);
            float[] actual = pairs.To(DType.Int32).EmbeddingDot(weights[0], weights[1], weights[2], weights[3]).ToArray<float>();
            Assert.All(expected.ToArray<float>().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Fact]
    public void Touched_rows_hold_the_dense_gradients()
    {
        Tensor pairs = RandomPairs(40, 30, 25);
        Tensor[] weights = [.. Weights(40, 30, 7).Select(Float32Check.Narrow)];
        float[][] Gradients(bool sparse)
        {
            foreach (Tensor weight in weights)
            {
                weight.RequiresGrad = true;
                weight.ZeroGrad();
            }

            pairs.EmbeddingDot(weights[0], weights[1], weights[2], weights[3], sparse).Square().Sum().Backward();
            Assert.All(weights, weight => Assert.Equal(sparse, weight.Grad is null));
            return [.. weights.Select(weight => (weight.Grad ?? weight.SparseGrad!.ToDense()).ToArray<float>())];
        }

        Assert.Equal(Gradients(sparse: false), Gradients(sparse: true));
        Assert.Equal(pairs.Narrow(1, 0, 1).ToArray<long>().Distinct(), weights[0].SparseGrad!.Rows.ToArray().Select(row => (long)row));
    }

    [Fact]
    public void No_gradient_is_computed_for_frozen_tables()
    {
        Tensor[] weights = Weights(5, 3, 4);
        weights[1].RequiresGrad = true;
        Pairs.EmbeddingDot(weights[0], weights[1], weights[2], weights[3]).Sum().Backward();
        Assert.Null(weights[0].Grad);
        Assert.NotNull(weights[1].Grad);
        Assert.Null(weights[3].Grad);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Tensor[] w = Weights(5, 3, 4);
        string Message(Tensor pairs, Tensor users, Tensor bias) => Assert.Throws<ShapeException>(() => pairs.EmbeddingDot(users, w[1], bias, w[3])).Message;
        Assert.Contains("5 at position [1, 0]", Message(Tensor.From([0L, 0, 5, 0], [2, 2]), w[0], w[2]));
        Assert.Contains("users in 0..4 for a weight of 5 rows", Message(Tensor.From([0L, 0, 5, 0], [2, 2]), w[0], w[2]));
        Assert.Contains("items in 0..2 for a weight of 3 rows", Message(Tensor.From([0L, -1], [1, 2]), w[0], w[2]));
        Assert.Contains("-1 at position [0, 1]", Message(Tensor.From([0L, -1], [1, 2]), w[0], w[2]));
        Assert.Contains("pairs Int64 [4]", Message(Tensor.Zeros([4], DType.Int64), w[0], w[2]));
        Assert.Contains("pairs Float64 [4, 2]", Message(Tensor.Zeros([4, 2], DType.Float64), w[0], w[2]));
        Assert.Contains("users Float64 [5, 6], items Float64 [3, 4]", Message(Pairs, TestTensors.Normal(1, 5, 6), w[2]));
        Assert.Contains("userBias Float64 [5]", Message(Pairs, w[0], TestTensors.Normal(1, 5)));
        Assert.Contains("users Float32 [5, 4]", Message(Pairs, Tensor.Zeros([5, 4]), w[2]));
    }

    private static Tensor[] Weights(int users, int items, int width) =>
        [TestTensors.Normal(1, users, width), TestTensors.Normal(2, items, width), TestTensors.Normal(3, users, 1), TestTensors.Normal(4, items, 1)];

    private static Tensor RandomPairs(int users, int items, int count)
    {
        var stream = new RandomStream(3, "pairs");
        return Tensor.From([.. Enumerable.Range(0, 2 * count).Select(i => (long)stream.NextInt(i % 2 == 0 ? users : items))], [count, 2]);
    }
}
