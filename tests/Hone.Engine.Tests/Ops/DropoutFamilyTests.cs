using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class DropoutFamilyTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [ChecksGradientOf(typeof(Hone.Ops.Dropout), typeof(Hone.Ops.AlphaDropout))]
    public void Gradients_match_finite_differences(double p)
    {
        GradCheck.Check(t => t[0].AlphaDropout(p, training: true, Stream()), [TestTensors.Normal(1)]);
        GradCheck.Check(t => t[0].AlphaDropout(p, training: true, Stream()), [TestTensors.Normal(1, 2, 3, 4, 2)]);
        GradCheck.Check(t => t[0].AlphaDropout(p, training: true, Stream()), [TestTensors.Transposed(1, 4, 5)]);
        GradCheck.Check(t => t[0].Dropout2d(p, training: true, Stream()), [TestTensors.Normal(1, 3, 4, 2, 2)]);
        GradCheck.Check(t => t[0].Dropout2d(p, training: true, Stream()), [TestTensors.Normal(1, 0, 4, 2, 2)]);
        GradCheck.Check(t => t[0].RnnDropout(p, training: true, Stream()), [TestTensors.Normal(1, 3, 4, 5)]);
        GradCheck.Check(t => t[0].EmbeddingDropout(p, training: true, Stream()), [TestTensors.Normal(1, 7, 3)]);
        GradCheck.Check(t => t[0].DropPath(p, training: true, Stream()), [TestTensors.Normal(1, 6, 2, 3)]);
    }

    [Fact]
    public void Each_kind_shares_its_mask_along_its_axes()
    {
        Together(Tensor.Ones([20, 8, 3, 4]).Dropout2d(0.5, training: true, Stream()).ToArray<float>(), 12);
        Together(Tensor.Ones([200, 5]).EmbeddingDropout(0.5, training: true, Stream()).ToArray<float>(), 5);
        Together(Tensor.Ones([200, 5, 2, 3]).DropPath(0.5, training: true, Stream()).ToArray<float>(), 30);
        Together(Tensor.Ones([200]).DropPath(0.5, training: true, Stream()).ToArray<float>(), 1);
        Together(Tensor.Ones([10, 7, 20]).RnnDropout(0.5, training: true, Stream()).Permute(0, 2, 1).Contiguous().ToArray<float>(), 7);
    }

    [Fact]
    public void The_share_of_dropped_groups_is_p()
    {
        float[] y = Tensor.Ones([100, 100, 2, 2]).Dropout2d(0.3, training: true, Stream()).ToArray<float>();
        Assert.Equal(0.3, y.Count(v => v == 0) / 40_000.0, 0.02);
        Assert.All(y.Where(v => v != 0), v => Assert.Equal(1 / 0.7f, v, 1e-6));
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        float[] y = Float32Check.Narrow(TestTensors.Normal(3, 200_000)).AlphaDropout(0.4, training: true, Stream()).ToArray<float>();
        double mean = y.Average(v => (double)v);
        Assert.Equal(0, mean, 0.02);
        Assert.Equal(1, y.Average(v => (v - mean) * (v - mean)), 0.02);
    }

    /// <summary>PyTorch's formula: a kept 1 becomes a (1 + 1.7580993 p), a dropped one a 1.7580993 (p - 1).</summary>
    [Fact]
    public void Alpha_dropout_uses_PyTorchs_constants()
    {
        const double Alpha = 1.7580993408473766;
        double a = 1 / Math.Sqrt(((Alpha * Alpha * 0.4) + 1) * 0.6);
        double[] y = Tensor.Ones([100], DType.Float64).AlphaDropout(0.4, training: true, Stream()).ToArray<double>();
        Assert.All(y, v => Assert.True(Math.Abs(v - (a + (a * Alpha * 0.4))) < 1e-12 || Math.Abs(v - (a * Alpha * (0.4 - 1))) < 1e-12, $"{v}"));
        Assert.Equal(2, y.Distinct().Count());
    }

    [Fact]
    public void Masks_do_not_depend_on_threads_or_layout()
    {
        ThreadCheck.SameBits(t => t[0].Dropout2d(0.5, training: true, Stream()), Float32Check.Narrow(TestTensors.Normal(1, 8, 16, 20, 20)));
        ThreadCheck.SameBits(t => t[0].RnnDropout(0.5, training: true, Stream()), Float32Check.Narrow(TestTensors.Normal(1, 16, 30, 50)));
        Tensor activation = TestTensors.Normal(1, 2, 5, 4, 3);
        Tensor rows = Tensor.From(activation.ToArray<double>(), activation.Shape);
        Assert.Equal(activation.Dropout2d(0.5, training: true, Stream()).ToArray<double>(), rows.Dropout2d(0.5, training: true, Stream()).ToArray<double>());
        Float32Check.Compare(t => t[0].AlphaDropout(0.5, training: true, Stream()), [activation]);
    }

    [Fact]
    public void Prediction_drops_nothing()
    {
        Tensor x = Tensor.Ones([2, 3, 4, 5]);
        Assert.Same(x, x.Dropout2d(0.5, training: false, Stream()));
        Assert.Same(x, x.AlphaDropout(0.5, training: false, Stream()));
        Assert.Same(x, x.DropPath(0.5, training: false, Stream()));
    }

    [Fact]
    public void Wrong_ranks_probabilities_and_types_are_refused()
    {
        Assert.Contains("Float32 [2, 3]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Dropout2d(0.5, training: true, Stream())).Message);
        Assert.Contains("3 axes", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).RnnDropout(0.5, training: true, Stream())).Message);
        Assert.Contains("Float32 []", Assert.Throws<ShapeException>(() => Tensor.Zeros([]).DropPath(0.5, training: true, Stream())).Message);
        Assert.Contains("p -1", Assert.Throws<HoneException>(() => Tensor.Zeros([2]).AlphaDropout(-1, training: true, Stream())).Message);
        Assert.Contains("Int64 [2, 2]", Assert.Throws<HoneException>(() => Tensor.Zeros([2, 2], DType.Int64).EmbeddingDropout(0.5, training: true, Stream())).Message);
    }

    private static void Together(float[] values, int group)
    {
        float[][] groups = [.. values.Chunk(group)];
        Assert.All(groups, values => Assert.Single(values.Distinct()));
        Assert.InRange(groups.Count(values => values[0] == 0), groups.Length / 4, groups.Length * 3 / 4);
    }

    private static RandomStream Stream() => new(7, "dropout");
}
