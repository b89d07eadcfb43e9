using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class IndexingAndViewTests
{
    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Max))]
    public void Max_and_min_gradients_match_finite_differences()
    {
        foreach (int axis in new[] { 0, 1, -1 })
        {
            GradCheck.Check(t => t[0].Max(axis), [TestTensors.Normal(1, 3, 4, 2)]);
            GradCheck.Check(t => t[0].Min(axis, keepDim: true), [TestTensors.Normal(1, 3, 4, 2)]);
        }

        GradCheck.Check(t => t[0].Max(1), [TestTensors.Normal(1, 2, 3, 4, 2)]);
    }

    [Fact]
    public void ArgMax_names_the_first_largest_of_each_row_and_NaN_first()
    {
        Tensor x = Tensor.From([1f, 5, 5, 2, float.NaN, 9], [2, 3]);
        Assert.Equal([1L, 1], x.ArgMax().ToArray<long>());
        Assert.Equal([1L, 1, 1], Tensor.From([1, 2, 3, 4, 5, 6], [2, 3]).ArgMax(0).ToArray<long>());
        Assert.Equal([2, 1], x.ArgMax(1, keepDim: true).Shape);
    }

    [Fact]
    public void The_maximum_of_nothing_is_refused() =>
        Assert.Contains("shape [2, 0], axis 1", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 0]).Max(1)).Message);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Cat), typeof(Hone.Ops.Narrow), typeof(Hone.Ops.IndexSelect))]
    public void Gradients_of_parts_match_finite_differences()
    {
        foreach (int axis in new[] { 0, 1, 3 })
        {
            int[] shape = [2, 3, 4, 2];
            int[] other = [2, 3, 4, 2];
            other[axis] = 1;
            GradCheck.Check(t => Tensor.Cat([t[0], t[1], t[0]], axis), [TestTensors.Normal(1, shape), TestTensors.Normal(2, other)]);
            GradCheck.Check(t => Tensor.Stack([t[0], t[1]], axis), [TestTensors.Normal(1, shape), TestTensors.Normal(2, shape)]);
            GradCheck.Check(t => t[0].Narrow(axis, 1, 1) * t[0].Narrow(axis, 0, 1), [TestTensors.Normal(1, shape)]);
            Tensor indices = Tensor.From([1L, 0, 1], [3]);
            GradCheck.Check(t => t[0].IndexSelect(axis, indices), [TestTensors.Normal(1, shape)]);
        }
    }

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.Expand),
        typeof(Hone.Ops.Unsqueeze),
        typeof(Hone.Ops.Squeeze),
        typeof(Hone.Ops.Contiguous),
        typeof(Hone.Ops.To))]
    public void Gradients_of_views_and_copies_match_finite_differences()
    {
        GradCheck.Check(t => t[0].Expand([4, 2, 3]) * t[1], [TestTensors.Normal(1, 2, 1), TestTensors.Normal(2, 4, 2, 3)]);
        GradCheck.Check(t => t[0].Unsqueeze(1) * t[0].Unsqueeze(-1), [TestTensors.Normal(1, 3, 3)]);
        GradCheck.Check(t => t[0].Squeeze(1).Relu() + t[0].Squeeze(1), [TestTensors.AwayFromZero(1, 3, 1, 2)]);
        GradCheck.Check(t => t[0].Contiguous() * t[0].Clone(), [TestTensors.Normal(1, 2, 3, 2, 2)]);
        GradCheck.Check(t => t[0].Contiguous() * t[0].Clone(), [Tensor.PackConvWeight(TestTensors.Normal(1, 3, 2, 2, 2))]);
        GradCheck.Check(t => t[0].To(DType.Float32).To(DType.Float64) * 2, [TestTensors.Normal(1, 3)], step: 0.05, tolerance: 1e-4);
    }

    [Fact]
    public void To_cuts_numbers_to_the_range_of_the_type()
    {
        Tensor x = Tensor.From([-1.7f, 0, 2.9f, 300, float.NaN], [5]);
        Assert.Equal([-1L, 0, 2, 300, 0], x.To(DType.Int64).ToArray<long>());
        Assert.Equal([(byte)0, 0, 2, 255, 0], x.To(DType.UInt8).ToArray<byte>());
        Assert.Equal([true, false, true, true, true], x.To(DType.Bool).ToArray<bool>());
        Assert.Equal([1f, 0], Tensor.From([true, false], [2]).To(DType.Float32).ToArray<float>());
        Assert.Equal([(byte)255], Tensor.From([300], [1]).To(DType.UInt8).ToArray<byte>());
    }

    [Fact]
    public void Ranges_and_indices_that_do_not_exist_are_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Assert.Contains("start 2, length 2 for shape [2, 3]", Assert.Throws<ShapeException>(() => x.Narrow(1, 2, 2)).Message);
        Assert.Contains("3 at position 1", Assert.Throws<ShapeException>(() => x.IndexSelect(1, Tensor.From([0L, 3], [2]))).Message);
        Assert.Contains("Float32 [1]", Assert.Throws<ShapeException>(() => x.IndexSelect(1, Tensor.Zeros([1]))).Message);
        Assert.Contains("[2, 3] and [4, 3]: 2 against 4 at axis -2", Assert.Throws<ShapeException>(() => x.Expand([4, 3])).Message);
        Assert.Contains("[2, 3] to [1, 3]", Assert.Throws<ShapeException>(() => x.Expand([1, 3])).Message);
        Assert.Contains("size 3 at axis 1", Assert.Throws<ShapeException>(() => x.Squeeze(1)).Message);
        Assert.Contains("axis 4 for shape [2, 3]", Assert.Throws<ShapeException>(() => x.Unsqueeze(4)).Message);
    }

    [Fact]
    public void Tensors_that_do_not_join_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Cat([Tensor.Zeros([2, 3]), Tensor.Zeros([2, 4])], 0));
        Assert.Contains("Float32 [2, 3]", error.Message);
        Assert.Contains("Float32 [2, 4] as number 1", error.Message);
        Assert.Contains("none", Assert.Throws<ShapeException>(() => Tensor.Cat([])).Message);
    }
}
