using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class SelectionTests
{
    private static readonly Tensor Index = Tensor.From([0L, 2, 1, 1, 2, 0, 0, 1], [2, 4]);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Take), typeof(Hone.Ops.ScatterAdd))]
    public void Gradients_match_finite_differences()
    {
        GradCheck.Check(t => t[0].Gather(0, Index), [TestTensors.Normal(1, 3, 4)]);
        GradCheck.Check(t => t[0].Gather(0, Index), [TestTensors.Transposed(1, 3, 4)]);
        GradCheck.Check(t => t[0].Gather(0, Tensor.Zeros([0, 4], DType.Int64)), [TestTensors.Normal(1, 3, 4)]);
        GradCheck.Check(t => t[0].ScatterAdd(0, Index, t[1]), [TestTensors.Transposed(1, 3, 4), TestTensors.Normal(2, 2, 4)]);
        GradCheck.Check(t => t[0].ScatterAdd(-1, Tensor.From([1L], [1]), t[1]), [TestTensors.Normal(1, 3), TestTensors.Normal(2, 1)]);
        GradCheck.Check(t => t[0].MaskedSelect(t[0].Greater(0)) * 2, [TestTensors.AwayFromZero(1, 2, 3, 2, 2)]);
        GradCheck.Check(t => t[0].MaskedFill(t[0].Greater(0), 3), [TestTensors.AwayFromZero(1, 2, 3, 2, 2)]);
        GradCheck.Check(t => t[0].Sort(1, descending: true).Values * t[0], [TestTensors.Normal(1, 2, 3, 2, 2)]);
        GradCheck.Check(t => t[0].TopK(2, 0, largest: false).Values, [TestTensors.Normal(1, 3, 2)]);
        GradCheck.Check(t => t[0].Pad([1, 2, 0, 1], PadMode.Reflect), [TestTensors.Normal(1, 1, 2, 3, 3)]);
        GradCheck.Check(t => t[0].Pad([1, 2, 0, 1]).Roll(-1, 2).Flip(-1), [TestTensors.Normal(1, 1, 2, 3, 3)]);
        GradCheck.Check(t => Tensor.Cat(t[0].Chunk(2, 1), 0) + Tensor.Cat(t[0].Split(2, 1), 0), [TestTensors.Normal(1, 2, 4)]);
        GradCheck.Check(t => t[0].Tril(-1) + (t[0].Triu() * 2), [TestTensors.Normal(1, 2, 3, 4)]);
    }

    [Fact]
    public void Sort_is_stable_and_puts_NaN_last()
    {
        Tensor x = Tensor.From([2f, float.NaN, 1, 2, 1], [5]);
        Assert.Equal([2L, 4, 0, 3, 1], x.Sort().Indices.ToArray<long>());
        Assert.Equal([1L, 0, 3, 2, 4], x.Sort(descending: true).Indices.ToArray<long>());
        Assert.Equal([1L, 0], x.TopK(2).Indices.ToArray<long>());
        Assert.Equal([2L, 4], x.TopK(2, largest: false).Indices.ToArray<long>());
        Assert.Empty(Tensor.Zeros([0]).Sort().Values.ToArray<float>());
    }

    [Fact]
    public void Unique_gives_values_places_and_counts()
    {
        UniqueResult unique = Tensor.From([3L, 1, 3, 2, 1, 3], [2, 3]).Unique();
        Assert.Equal([1L, 2, 3], unique.Values.ToArray<long>());
        Assert.Equal([2L, 0, 2, 1, 0, 2], unique.Inverse.ToArray<long>());
        Assert.Equal([2, 3], unique.Inverse.Shape);
        Assert.Equal([2L, 1, 3], unique.Counts.ToArray<long>());
        Assert.Equal(0, Tensor.Zeros([0]).Unique().Values.ElementCount);
    }

    [Fact]
    public void Sequences_have_both_ends_right()
    {
        Assert.Equal([2L, 4, 6], Tensor.Arange(2, 7, 2).ToArray<long>());
        Assert.Equal([3f, 2.5f], Tensor.Arange(3, 2, -0.5, DType.Float32).ToArray<float>());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1], Tensor.Linspace(0, 1, 5).ToArray<float>());
        Assert.Equal([2f], Tensor.Linspace(2, 5, 1).ToArray<float>());
        Assert.Equal([1f, 0, 0, 0, 1, 0], Tensor.Eye(2, 3).ToArray<float>());
        Assert.Equal([0L, 1, 0, 0, 0, 1], Tensor.From([1L, 2], [2]).OneHot(3).ToArray<long>());
        Assert.Equal([2, 2, 1], Tensor.Zeros([5]).Split(2).Select(part => part.ElementCount));
        Assert.Contains("step -1", Assert.Throws<HoneException>(() => Tensor.Arange(0, 3, -1)).Message);
    }

    [Fact]
    public void Random_tensors_follow_their_stream()
    {
        Tensor uniform = Tensor.RandomUniform([100, 100], new RandomStream(7, "test"), -1, 3);
        Assert.Equal(uniform.ToArray<float>(), Tensor.RandomUniform([100, 100], new RandomStream(7, "test"), -1, 3).ToArray<float>());
        Assert.All(uniform.ToArray<float>(), value => Assert.InRange(value, -1, 3));
        Assert.Equal(1, uniform.Mean().Item(), 0.05);
        Tensor normal = Tensor.RandomNormal([100, 100], new RandomStream(7, "test"), 2, 0.5f);
        Assert.Equal(2, normal.Mean().Item(), 0.02);
        Assert.Equal(0.5, normal.StandardDeviation().Item(), 0.02);
    }

    [Fact]
    public void Indices_and_sizes_that_do_not_fit_are_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Assert.Contains("5 at position [1, 0]", Assert.Throws<ShapeException>(() => x.Gather(1, Tensor.From([0L, 5], [2, 1]))).Message);
        Assert.Contains("Int64 [2]", Assert.Throws<ShapeException>(() => x.Gather(1, Tensor.Zeros([2], DType.Int64))).Message);
        Assert.Contains("-1 at position [0, 0]", Assert.Throws<ShapeException>(() => x.ScatterAdd(1, Tensor.From([-1L], [1, 1]), Tensor.Ones([1, 1]))).Message);
        Assert.Contains("source Float32 [2, 1]", Assert.Throws<ShapeException>(() => x.ScatterAdd(1, Tensor.From([0L], [1, 1]), Tensor.Ones([2, 1]))).Message);
        Assert.Contains("Float32 [2, 3]", Assert.Throws<HoneException>(() => x.MaskedSelect(x)).Message);
        Assert.Contains("k 4", Assert.Throws<ShapeException>(() => x.TopK(4)).Message);
        Assert.Contains("[1]", Assert.Throws<ShapeException>(() => x.Pad([1])).Message);
        Assert.Contains("3 before and 0 after axis 1", Assert.Throws<ShapeException>(() => x.Pad([3, 0], PadMode.Reflect)).Message);
        Assert.Contains("axis 1 of shape [2, 0]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).Pad([1, 0], PadMode.Replicate)).Message);
        Assert.Contains("3 at position 1", Assert.Throws<ShapeException>(() => Tensor.From([0L, 3], [2]).OneHot(3)).Message);
        Assert.Contains("Float32 [2, 3]", Assert.Throws<ShapeException>(() => x.OneHot(3)).Message);
        Assert.Contains("shape [2]", Assert.Throws<ShapeException>(() => Tensor.Zeros([2]).Tril()).Message);
        Assert.Contains("length 0", Assert.Throws<ShapeException>(() => x.Split(0)).Message);
        Assert.Contains("count 0", Assert.Throws<ShapeException>(() => x.Chunk(0)).Message);
    }
}
