using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class SlogDetTests
{
    private static readonly int[][] Batches = [[], [3], [2, 2], [0]];

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.SlogDet))]
    public void Gradients_match_finite_differences()
    {
        foreach (int[] batch in Batches)
        {
            foreach (int n in new[] { 1, 2, 4 })
            {
                GradCheck.Check(t => t[0].SlogDet().LogAbsDet, [TestTensors.Normal(1, [.. batch, n, n])], tolerance: 1e-5);
            }
        }

        GradCheck.Check(t => t[0].Transpose().SlogDet().LogAbsDet, [TestTensors.Normal(1, 2, 3, 3)], tolerance: 1e-5);
    }

    [Fact]
    public void Sign_and_logarithm_make_the_determinant_and_do_not_overflow()
    {
        Tensor a = TestTensors.Normal(1, 5, 4, 4);
        (Tensor sign, Tensor log) = a.SlogDet();
        Assert.All((sign * log.Exp()).ToArray<double>().Zip(a.Determinant().ToArray<double>()), pair => Assert.Equal(pair.Second, pair.First, 1e-10));
        Assert.Contains(-1.0, sign.ToArray<double>());
        Assert.Contains(1.0, sign.ToArray<double>());

        Tensor large = Tensor.From([.. Enumerable.Range(0, 400 * 400).Select(i => i % 401 == 0 ? 1e3f : 0)], [400, 400]);
        Assert.Equal(1, large.SlogDet().Sign.Item());
        Assert.Equal(400 * Math.Log(1e3), large.SlogDet().LogAbsDet.Item(), 1e-3);
        Assert.Equal([1f, 1], Tensor.Zeros([2, 0, 0]).SlogDet().Sign.ToArray<float>());
        Assert.Equal([0f, 0], Tensor.Zeros([2, 0, 0]).SlogDet().LogAbsDet.ToArray<float>());
    }

    [Fact]
    public void A_singular_matrix_has_sign_zero_and_refuses_backward()
    {
        Tensor a = Tensor.From([2.0, 0, 0, 3, 1, 2, 2, 4], [2, 2, 2]);
        a.RequiresGrad = true;
        (Tensor sign, Tensor log) = a.SlogDet();
        Assert.Equal([1.0, 0], sign.ToArray<double>());
        Assert.False(sign.RequiresGrad);
        Assert.Equal([Math.Log(6), double.NegativeInfinity], log.ToArray<double>());
        var error = Assert.Throws<LinearAlgebraException>(() => log.Sum().Backward());
        Assert.Contains("pivot 1 of matrix 1 is zero, in [2, 2, 2]", error.Message);
        Assert.Contains("SlogDet", error.Where);
    }

    [Fact]
    public void Matrices_that_have_none_are_refused()
    {
        Assert.Contains("[2, 3]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).SlogDet()).Message);
        var error = Assert.Throws<HoneException>(() => Tensor.From([float.NaN, 1, 1, 1], [2, 2]).SlogDet());
        Assert.Equal("SlogDet", error.Where);
    }
}
