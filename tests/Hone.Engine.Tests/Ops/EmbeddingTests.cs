using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class EmbeddingTests
{
    private static readonly Tensor Index = Tensor.From([0L, 2, 1, 1, 2, 4], [2, 3]);
    private static readonly Tensor Flat = Tensor.From([0L, 2, 1, 1, 2, 4], [6]);
    private static readonly Tensor Offsets = Tensor.From([0L, 2, 2, 5], [4]);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Embedding))]
    public void Lookup_gradients_match_finite_differences()
    {
        GradCheck.Check(t => Index.Embedding(t[0]), [TestTensors.Normal(1, 5, 3)]);
        GradCheck.Check(t => Index.Transpose().Embedding(t[0]), [TestTensors.Transposed(1, 5, 3)]);
        GradCheck.Check(t => Tensor.From([3], []).Embedding(t[0]), [TestTensors.Normal(1, 5, 3)]);
        GradCheck.Check(t => Tensor.Zeros([0, 2], DType.Int64).Embedding(t[0]), [TestTensors.Normal(1, 5, 3)]);
        GradCheck.Check(t => Index.Embedding(t[0] * 2) + Index.Embedding(t[0]), [TestTensors.Normal(1, 5, 3)]);
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.EmbeddingBag))]
    public void Bag_gradients_match_finite_differences()
    {
        foreach (EmbeddingBagMode mode in Enum.GetValues<EmbeddingBagMode>())
        {
            var options = new EmbeddingBagOptions { Mode = mode };
            GradCheck.Check(t => Index.EmbeddingBag(t[0], options: options), [TestTensors.Normal(1, 5, 3)]);
            GradCheck.Check(t => Flat.EmbeddingBag(t[0], Offsets, options: options), [TestTensors.Transposed(1, 5, 3)]);
            GradCheck.Check(t => Index.EmbeddingBag(t[0] * 2, options: options), [TestTensors.Normal(1, 5, 3)]);
            GradCheck.Check(t => Tensor.Zeros([2, 0], DType.Int64).EmbeddingBag(t[0], options: options), [TestTensors.Normal(1, 5, 3)]);
        }

        var sum = new EmbeddingBagOptions { Mode = EmbeddingBagMode.Sum };
        GradCheck.Check(t => Index.EmbeddingBag(t[0], null, t[1], sum), [TestTensors.Normal(1, 5, 3), TestTensors.Normal(2, 2, 3)]);
        GradCheck.Check(t => Index.EmbeddingBag(t[0], null, t[1], sum), [TestTensors.Transposed(1, 5, 3), TestTensors.Transposed(2, 2, 3)]);
        GradCheck.Check(t => Flat.EmbeddingBag(t[0], Offsets, t[1], sum), [TestTensors.Normal(1, 5, 3), TestTensors.Normal(2, 6)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_padding_row_gets_no_gradient_and_counts_as_absent_in_a_bag(bool sparse)
    {
        Tensor weight = TestTensors.Normal(1, 5, 3);
        weight.RequiresGrad = true;
        Index.Embedding(weight, paddingIndex: 2, sparse: sparse).Sum().Backward();
        Assert.Equal([1, 2, 0, 0, 1], Column(weight));

        foreach (EmbeddingBagMode mode in Enum.GetValues<EmbeddingBagMode>())
        {
            weight.ZeroGrad();
            Index.EmbeddingBag(weight, options: new() { Mode = mode, PaddingIndex = -3, Sparse = sparse }).Sum().Backward();
            Assert.Equal(0, Column(weight)[2]);
            Assert.Equal(0, Column(weight)[3]);
        }

        double[] w = weight.ToArray<double>();
        double[] mean = Index.EmbeddingBag(weight, options: new() { PaddingIndex = 2 }).ToArray<double>();
        Assert.Equal((w[0] + w[3]) / 2, mean[0], 1e-12);
        Assert.Equal([0, 0, 0], Tensor.From([2L], [1, 1]).EmbeddingBag(weight, options: new() { PaddingIndex = 2, Mode = EmbeddingBagMode.Max }).ToArray<double>());
    }

    [Fact]
    public void Float32_equals_float64_and_one_thread_equals_three()
    {
        var stream = new RandomStream(3, "indices");
        foreach ((int rows, int width, int count) in new[] { (5, 1, 7), (300, 50, 640), (2000, 33, 3000), (40, 300, 1000) })
        {
            Tensor indices = Tensor.From(Enumerable.Range(0, count).Select(_ => (long)stream.NextInt(rows)).ToArray(), [count]);
            Tensor bags = indices.Narrow(0, 0, count / 5 * 5).Reshape(5, count / 5);
            Tensor weight = TestTensors.Normal(1, rows, width);
            Float32Check.Compare(t => indices.Embedding(t[0]), [weight], 1e-4);
            ThreadCheck.SameBits(t => indices.Embedding(t[0]), Float32Check.Narrow(weight));
            foreach (EmbeddingBagMode mode in Enum.GetValues<EmbeddingBagMode>())
            {
                Float32Check.Compare(t => bags.EmbeddingBag(t[0], options: new() { Mode = mode }), [weight], 1e-4);
                ThreadCheck.SameBits(t => bags.EmbeddingBag(t[0], options: new() { Mode = mode }), Float32Check.Narrow(weight));
            }
        }
    }

    [Fact]
    public void Touched_rows_hold_the_dense_gradient()
    {
        var stream = new RandomStream(3, "indices");
        Tensor weight = Float32Check.Narrow(TestTensors.Normal(1, 40, 7));
        weight.RequiresGrad = true;
        for (int round = 0; round < 4; round++)
        {
            // Growing rounds make the rows' memory grow within a backward and between backwards.
            int count = 3 << round;
            Tensor first = Tensor.From(Enumerable.Range(0, count).Select(_ => (long)stream.NextInt(40)).ToArray(), [count]);
            Tensor second = Tensor.From(Enumerable.Range(0, count).Select(_ => (long)stream.NextInt(40)).ToArray(), [count]);
            Tensor Loss(bool sparse) => (first.Embedding(weight, 3, sparse).Square() + second.Embedding(weight, null, sparse)).Sum();

            weight.ZeroGrad();
            Loss(sparse: false).Backward();
            float[] dense = weight.Grad!.ToArray<float>();
            Assert.Null(weight.SparseGrad);

            weight.ZeroGrad();
            Loss(sparse: true).Backward();
            RowGradient rows = weight.SparseGrad!;
            Assert.Null(weight.Grad);
            Assert.Equal(rows.Count, rows.Rows.ToArray().Distinct().Count());
            Assert.Equal([rows.Count, 7], rows.Values.Shape);
            Close(dense, rows.ToDense().ToArray<float>());

            // Rows add up over two backwards; a dense gradient makes them dense.
            Loss(sparse: true).Backward();
            Close(Array.ConvertAll(dense, x => 2 * x), weight.SparseGrad!.ToDense().ToArray<float>());
            Loss(sparse: false).Backward();
            Assert.Null(weight.SparseGrad);
            Close(Array.ConvertAll(dense, x => 3 * x), weight.Grad!.ToArray<float>());
            Loss(sparse: true).Backward();
            Close(Array.ConvertAll(dense, x => 4 * x), weight.Grad!.ToArray<float>());
        }
    }

    [Fact]
    public void Rows_are_the_same_bits_on_one_thread_and_on_three()
    {
        var stream = new RandomStream(3, "indices");
        Tensor indices = Tensor.From(Enumerable.Range(0, 3000).Select(_ => (long)stream.NextInt(500)).ToArray(), [3000]);
        Tensor weight = Float32Check.Narrow(TestTensors.Normal(1, 500, 64));
        ThreadCheck.SameBits(
            t =>
            {
                Tensor y = indices.Embedding(t[0], sparse: true).Square();
                y.Backward(y.Detach());
                Tensor rows = t[0].SparseGrad!.ToDense();
                t[0].ZeroGrad();
                return rows + (t[0] * 0);
            },
            weight);
    }

    [Fact]
    public void A_batch_of_padding_alone_leaves_a_gradient_of_no_rows()
    {
        Tensor weight = TestTensors.Normal(1, 5, 3);
        weight.RequiresGrad = true;
        Tensor padding = Tensor.From([2L, 2], [2]);
        padding.Embedding(weight, paddingIndex: 2, sparse: true).Sum().Backward();
        Assert.Null(weight.Grad);
        Assert.Equal("gradient of 0 of 5 rows", weight.SparseGrad!.ToString());
        Assert.Equal([0, 3], weight.SparseGrad.Values.Shape);
        Assert.Equal(new double[15], weight.SparseGrad.ToDense().ToArray<double>());

        // It adds up with rows and with dense gradients like any other zero.
        Tensor.From([4L], [1]).Embedding(weight, sparse: true).Sum().Backward();
        Assert.Equal([4], weight.SparseGrad.Rows.ToArray());
        weight.ZeroGrad();
        Assert.Null(weight.SparseGrad);
        padding.Embedding(weight, paddingIndex: 2, sparse: true).Sum().Backward();
        padding.Embedding(weight, sparse: false).Sum().Backward();
        Assert.Null(weight.SparseGrad);
        Assert.Equal([0, 0, 2, 0, 0], Column(weight));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Tensor weight = Tensor.Zeros([5, 3]);
        string message = Assert.Throws<ShapeException>(() => Tensor.From([0L, 1, 7, 2], [2, 2]).Embedding(weight)).Message;
        Assert.Contains("0..4 for a weight of 5 rows", message);
        Assert.Contains("7 at position [1, 0]", message);
        Assert.Contains("-1 at position [0]", Assert.Throws<ShapeException>(() => Tensor.From([-1L], [1]).Embedding(weight)).Message);
        Assert.Contains("Float32 [2]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2]).Embedding(weight)).Message);
        Assert.Contains("weight Float32 [5]", Assert.Throws<ShapeException>(() => Index.Embedding(Tensor.Zeros([5]))).Message);
        Assert.Contains("padding index 5", Assert.Throws<ShapeException>(() => Index.Embedding(weight, paddingIndex: 5)).Message);
        Assert.Contains("indices [6], no offsets", Assert.Throws<ShapeException>(() => Flat.EmbeddingBag(weight)).Message);
        Assert.Contains("3 at position 2, after 4", Assert.Throws<ShapeException>(() => Flat.EmbeddingBag(weight, Tensor.From([0L, 4, 3], [3]))).Message);
        Assert.Contains("1 at position 0", Assert.Throws<ShapeException>(() => Flat.EmbeddingBag(weight, Tensor.From([1L], [1]))).Message);
        Assert.Contains("weights Float32 [2, 3] in mode Mean", Assert.Throws<ShapeException>(() => Index.EmbeddingBag(weight, null, Tensor.Zeros([2, 3]))).Message);
        Assert.Contains("7 at position [1, 0]", Assert.Throws<ShapeException>(() => Tensor.From([0L, 1, 7, 2], [2, 2]).EmbeddingBag(weight)).Message);
    }

    private static double[] Column(Tensor weight)
    {
        double[] gradient = (weight.Grad ?? weight.SparseGrad!.ToDense()).ToArray<double>();
        return [.. gradient.Where((_, i) => i % 3 == 0)];
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}
