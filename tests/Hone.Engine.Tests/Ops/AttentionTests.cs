using Hone.Engine.Tests.Kernels;
using Hone.Kernels;
using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class AttentionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(2, 3, 5, 4, 3, 2)]
    [InlineData(1, 1, 3, 260, 2, 1)]
    [InlineData(1, 2, 130, 3, 1, 2)]
    [InlineData(1, 1, 2, 0, 2, 2)]
    [InlineData(2, 0, 2, 3, 2, 2)]
    [InlineData(1, 1, 0, 3, 2, 2)]
    [ChecksGradientOf(typeof(Hone.Ops.ScaledDotProductAttention))]
    public void Gradient_matches_finite_differences(int batch, int heads, int queries, int keys, int features, int valueFeatures)
    {
        Tensor[] Inputs() =>
        [
            TestTensors.Normal(1, batch, heads, queries, features),
            TestTensors.Normal(2, batch, heads, keys, features),
            TestTensors.Normal(3, batch, heads, keys, valueFeatures),
        ];
        GradCheck.Check(t => t[0].ScaledDotProductAttention(t[1], t[2]), Inputs());
        GradCheck.Check(t => t[0].ScaledDotProductAttention(t[1], t[2], new() { IsCausal = true, Scale = 0.3 }), Inputs());
        GradCheck.Check(t => t[0].ScaledDotProductAttention(t[1], t[2], new() { Dropout = 0.4, Stream = Stream() }), Inputs());
    }

    [Fact]
    public void Gradient_matches_finite_differences_for_any_strides()
    {
        // Time and heads exchanged, as after a split of the features; then features that are not neighbors.
        Tensor[] inputs = [TestTensors.Normal(1, 2, 4, 3, 5), TestTensors.Normal(2, 2, 6, 3, 5), TestTensors.Normal(3, 2, 6, 3, 2)];
        GradCheck.Check(t => t[0].Permute(0, 2, 1, 3).ScaledDotProductAttention(t[1].Permute(0, 2, 1, 3), t[2].Permute(0, 2, 1, 3)), inputs);
        Tensor[] turned = [TestTensors.Normal(1, 2, 3, 5, 4), TestTensors.Normal(2, 2, 3, 5, 6), TestTensors.Normal(3, 2, 3, 2, 6)];
        GradCheck.Check(t => t[0].Permute(0, 1, 3, 2).ScaledDotProductAttention(t[1].Permute(0, 1, 3, 2), t[2].Permute(0, 1, 3, 2)), turned);
    }

    [Theory]
    [InlineData(2, 5, 3, 2)]
    [InlineData(1, 131, 1, 1)]
    [InlineData(0, 5, 2, 2)]
    [InlineData(2, 0, 2, 2)]
    [ChecksGradientOf(typeof(Hone.Ops.SelfAttention))]
    public void Self_attention_gradient_matches_finite_differences(int batch, int time, int heads, int features)
    {
        GradCheck.Check(t => t[0].SelfAttention(heads, new() { IsCausal = true }), [TestTensors.Normal(1, batch, time, 3 * heads * features)]);
        Tensor mask = TestTensors.Normal(2, batch, 1, 1, time);
        GradCheck.Check(t => t[0].SelfAttention(heads, new() { Mask = mask }), [TestTensors.Normal(1, batch, time, 3 * heads * features)]);
        GradCheck.Check(t => t[0].Permute(1, 0, 2).SelfAttention(heads), [TestTensors.Normal(1, time, batch, 3 * heads * features)]);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("scale")]
    [InlineData("allowed")]
    [InlineData("added")]
    [InlineData("causal")]
    public void Values_and_gradients_equal_PyTorch(string name) => JsonGolden.Check("attention.json", name, t => t[0].ScaledDotProductAttention(t[1], t[2], name switch
    {
        "scale" => new() { Scale = 0.25 },
        "allowed" => new() { Mask = Tensor.From(Enumerable.Range(0, 35).Select(i => i % 3 != 1).ToArray(), [5, 7]) },
        "added" => new() { Mask = Tensor.Linspace(-2, 2, 7, DType.Float64) },
        "causal" => new() { IsCausal = true },
        _ => null,
    }));

    [Theory]
    [InlineData(130, 259, 8, 16, false)]
    [InlineData(259, 130, 17, 9, true)]
    [InlineData(300, 300, 31, 33, true)]
    [InlineData(7, 5, 64, 1, false)]
    public void Blocks_give_what_matrix_products_and_a_softmax_give(int queries, int keys, int features, int valueFeatures, bool causal)
    {
        Tensor[] inputs = [TestTensors.Normal(1, 2, 2, queries, features), TestTensors.Normal(2, 2, 2, keys, features), TestTensors.Normal(3, 2, 2, keys, valueFeatures)];
        double scale = 1 / Math.Sqrt(features);
        Tensor[] expected = Float32Check.Run(
            t =>
            {
                Tensor scores = t[0].MatMul(t[1].Permute(0, 1, 3, 2)) * scale;
                return (causal ? scores.MaskedFill(Tensor.Ones([queries, keys]).Tril().Equal(Tensor.Scalar(0)), double.NegativeInfinity) : scores).Softmax().MatMul(t[2]);
            },
            inputs);
        Tensor[] actual = Float32Check.Run(t => t[0].ScaledDotProductAttention(t[1], t[2], new() { IsCausal = causal }), inputs);
        for (int k = 0; k < expected.Length; k++)
        {
            double[] e = expected[k].ToArray<double>();
            double[] a = actual[k].ToArray<double>();
            Assert.All(Enumerable.Range(0, e.Length), i => Assert.Equal(e[i], a[i], 1e-11));
        }
    }

    [Fact]
    [ChecksKernel(typeof(AttentionForward<>), typeof(AttentionBackward<>), typeof(AttentionScores<>), typeof(AttentionRow<>), typeof(AttentionVectors<,>))]
    public void Float32_agrees_with_float64_at_every_tail()
    {
        for (int size = 1; size <= 35; size += 2)
        {
            Tensor[] inputs = [TestTensors.Normal(1, 1, 2, size, 36 - size), TestTensors.Normal(2, 1, 2, size + 3, 36 - size), TestTensors.Normal(3, 1, 2, size + 3, size)];
            Float32Check.Compare(t => t[0].ScaledDotProductAttention(t[1], t[2]), inputs);
            Float32Check.Compare(t => t[0].ScaledDotProductAttention(t[1], t[2], new() { IsCausal = true, Dropout = 0.2, Stream = Stream() }), inputs);
        }
    }

    [Fact]
    public void Float32_agrees_with_float64_over_several_blocks() => Float32Check.Compare(
        t => t[0].SelfAttention(2, new() { IsCausal = true }),
        [TestTensors.Normal(1, 2, 300, 3 * 2 * 17)],
        tolerance: 5e-5);

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        Tensor x = Float32Check.Narrow(TestTensors.Normal(1, 1, 400, 3 * 32));
        ThreadCheck.SameBits(t => t[0].SelfAttention(2, new() { Dropout = 0.3, Stream = Stream() }), x);
        ThreadCheck.SameBits(t => t[0].SelfAttention(1), x);
    }

    [Fact]
    public void Self_attention_equals_attention_over_its_parts()
    {
        Tensor x = TestTensors.Normal(1, 2, 7, 3 * 4 * 5);
        Tensor Part(int i) => x.Narrow(2, 20 * i, 20).Reshape(2, 7, 4, 5).Permute(0, 2, 1, 3);
        Tensor expected = Part(0).ScaledDotProductAttention(Part(1), Part(2)).Permute(0, 2, 1, 3).Reshape(2, 7, 20);
        Assert.Equal(expected.ToArray<double>(), x.SelfAttention(4).ToArray<double>());
    }

    [Fact]
    public void A_query_that_sees_no_key_gives_zeros_and_passes_no_gradient()
    {
        bool[] allowed = [false, false, false, true, false, true];
        Tensor mask = Tensor.From(allowed, [2, 3]);
        Tensor added = Tensor.From(Array.ConvertAll(allowed, a => a ? 0 : double.NegativeInfinity), [2, 3]);
        foreach (Tensor hidden in new[] { mask, added })
        {
            Tensor[] results = Float32Check.Run(
                t => t[0].ScaledDotProductAttention(t[1], t[2], new() { Mask = hidden }),
                [TestTensors.Normal(1, 1, 1, 2, 4), TestTensors.Normal(2, 1, 1, 3, 4), TestTensors.Normal(3, 1, 1, 3, 4)]);
            Assert.Equal(new double[4], results[0].ToArray<double>()[..4]);
            Assert.Equal(new double[4], results[1].ToArray<double>()[..4]);
            Assert.All(results, tensor => Assert.All(tensor.ToArray<double>(), value => Assert.True(double.IsFinite(value))));
            Assert.Equal(new double[4], results[2].ToArray<double>()[4..8]);
        }
    }

    [Fact]
    public void A_mask_that_hides_whole_blocks_first_changes_nothing()
    {
        // The first block of keys is hidden: the running maximum is minus infinity when the second arrives.
        Tensor q = TestTensors.Normal(1, 1, 1, 3, 4);
        Tensor k = TestTensors.Normal(2, 1, 1, 200, 4);
        Tensor mask = Tensor.From(Enumerable.Range(0, 200).Select(j => j >= 150).ToArray(), [200]);
        double[] actual = q.ScaledDotProductAttention(k, k, new() { Mask = mask }).ToArray<double>();
        double[] expected = q.ScaledDotProductAttention(k.Narrow(2, 150, 50), k.Narrow(2, 150, 50)).ToArray<double>();
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(expected[i], actual[i], 1e-14));
    }

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        Tensor q = Tensor.From([100f, 0, 0, 100], [1, 1, 2, 2]);
        Assert.Equal(q.ToArray<float>(), q.ScaledDotProductAttention(q, q).ToArray<float>());
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_the_share()
    {
        // Equal scores and values of 1: each output is the share of kept weights over 1 - p.
        Tensor q = Tensor.Zeros([2, 2, 100, 4]);
        Tensor v = Tensor.Ones([2, 2, 100, 4]);
        float[] y = q.ScaledDotProductAttention(q, v, new() { Dropout = 0.25, Stream = Stream() }).ToArray<float>();
        Assert.Equal(1, y.Average(), 0.01);
        Assert.True(y.Distinct().Count() > 10, $"{y.Distinct().Count()} different shares");
    }

    [Fact]
    public void Wrong_sizes_and_options_are_refused_with_their_numbers()
    {
        Tensor q = Tensor.Zeros([1, 2, 3, 4]);
        Assert.Contains("query [1, 2, 3, 4], key [1, 2, 3, 5]", Assert.Throws<ShapeException>(() => q.ScaledDotProductAttention(Tensor.Zeros([1, 2, 3, 5]), q)).Message);
        Assert.Contains("scale -1", Assert.Throws<HoneException>(() => q.ScaledDotProductAttention(q, q, new() { Scale = -1 })).Message);
        Assert.Contains("dropout 1.5", Assert.Throws<HoneException>(() => q.ScaledDotProductAttention(q, q, new() { Dropout = 1.5 })).Message);
        Assert.Contains("dropout 0.5 without", Assert.Throws<HoneException>(() => q.ScaledDotProductAttention(q, q, new() { Dropout = 0.5 })).Message);
        Assert.Contains("mask [4], scores [1, 2, 3, 3]", Assert.Throws<ShapeException>(() => q.ScaledDotProductAttention(q, q, new() { Mask = Tensor.Zeros([4]) })).Message);
        Assert.Contains("Int64 [3]", Assert.Throws<HoneException>(() => q.ScaledDotProductAttention(q, q, new() { Mask = Tensor.Zeros([3], DType.Int64) })).Message);
        Tensor learned = Tensor.Zeros([3]);
        learned.RequiresGrad = true;
        Assert.Contains("mask [3]", Assert.Throws<HoneException>(() => q.ScaledDotProductAttention(q, q, new() { Mask = learned })).Message);
        Assert.Contains("[1, 2, 13] with 2 heads", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 2, 13]).SelfAttention(2)).Message);
    }

    private static RandomStream Stream() => new(7, "attention");
}
