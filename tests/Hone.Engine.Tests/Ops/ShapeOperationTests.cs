using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>Operations that change shapes, repeat and put on diagonals, and products with vectors.</summary>
public sealed class ShapeOperationTests
{
    private static readonly Tensor Six = Tensor.From([1f, 2, 3, 4, 5, 6], [2, 3]);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Diag))]
    public void Gradients_match_finite_differences()
    {
        GradCheck.Check(t => t[0].Diag(), [TestTensors.Normal(1, 3)]);
        GradCheck.Check(t => t[0].Diag(-2), [TestTensors.Normal(1, 3)]);
        GradCheck.Check(t => t[0].Diag(1), [TestTensors.Normal(1, 0)]);
        GradCheck.Check(t => t[0].Diag() * t[0].Diag(), [TestTensors.Transposed(1, 3, 4)]);
        GradCheck.Check(t => t[0].Diag(1).Diag(1), [TestTensors.Normal(1, 4, 3)]);
        GradCheck.Check(t => t[0].Diag(-7), [TestTensors.Normal(1, 4, 3)]);
        GradCheck.Check(t => t[0].Repeat(2, 3) * t[1], [TestTensors.Normal(1, 2, 3), TestTensors.Normal(2, 4, 9)]);
        GradCheck.Check(t => t[0].Repeat(2, 1, 2, 1, 1), [TestTensors.Normal(1, 2, 3, 1, 2)]);
        GradCheck.Check(t => t[0].Repeat(3), [TestTensors.Normal(1)]);
        GradCheck.Check(t => t[0].Squeeze() * t[0].Squeeze(), [TestTensors.Normal(1, 1, 3, 1, 2)]);
        GradCheck.Check(t => t[0].Flatten(1, 2) * 2, [TestTensors.Normal(1, 2, 3, 2, 2)]);
        GradCheck.Check(t => t[0].Expand(-1, 4, -1), [TestTensors.Normal(1, 2, 1, 3)]);
        GradCheck.Check(t => Tensor.Cat(t[0].Split([1, 0, 2], 1), 1) * t[0], [TestTensors.Normal(1, 2, 3)]);
        GradCheck.Check(t => t[0].Roll([1, -1], [0, -1]), [TestTensors.Normal(1, 2, 3)]);
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.MatMul), typeof(Hone.Ops.BatchMatMul))]
    public void Products_with_vectors_have_the_gradients_of_finite_differences()
    {
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, 3), TestTensors.Normal(2, 3)]);
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, 3), TestTensors.Transposed(2, 3, 4)]);
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Transposed(1, 2, 3), TestTensors.Normal(2, 3)]);
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, 2, 2, 2, 3), TestTensors.Normal(2, 3)]);
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, 3), TestTensors.Normal(2, 2, 3, 2)]);
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, 0), TestTensors.Normal(2, 0)]);
    }

    [Fact]
    public void A_vector_in_a_product_is_a_row_on_the_left_and_a_column_on_the_right()
    {
        Tensor three = Tensor.From([1f, 10, 100], [3]);
        Tensor dot = three.MatMul(three);
        Assert.Equal(0, dot.Rank);
        Assert.Equal(10101, dot.Item());
        Assert.Equal([321f, 654], Six.MatMul(three).ToArray<float>());
        Assert.Equal([41f, 52, 63], Tensor.From([1f, 10], [2]).MatMul(Six).ToArray<float>());
        Assert.Equal([5, 2], Tensor.Ones([5, 2, 3]).MatMul(three).Shape);
        Assert.Equal([5, 4], three.MatMul(Tensor.Ones([5, 3, 4])).Shape);
        Assert.Equal(0, Tensor.Ones([0]).MatMul(Tensor.Ones([0])).Item());
        Assert.Equal(11L, Tensor.From([1L, 2], [2]).MatMul(Tensor.From([3L, 4], [2])).ToArray<long>()[0]);
        Assert.Contains("[3] and [2, 3]: 3 against 2", Assert.Throws<ShapeException>(() => three.MatMul(Six)).Message);
        Assert.Contains("[2, 3] and [2]: 3 against 2", Assert.Throws<ShapeException>(() => Six.MatMul(Tensor.Ones([2]))).Message);
        Assert.Contains("[3] and []", Assert.Throws<ShapeException>(() => three.MatMul(Tensor.Scalar(1))).Message);
    }

    [Fact]
    public void Repeat_lays_tiles()
    {
        Assert.Equal([1f, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2, 3, 4, 3, 4], Tensor.From([1f, 2, 3, 4], [2, 2]).Repeat(2, 2).ToArray<float>());
        Assert.Equal([2, 6], Six.Repeat(1, 2).Shape);
        Assert.Equal([4, 2, 3], Six.Repeat(4, 1, 1).Shape);
        Assert.Equal([0, 3], Six.Repeat(0, 1).Shape);
        Assert.Equal([7L, 7, 7], Tensor.Scalar(7, DType.Int64).Repeat(3).ToArray<long>());
        Tensor copy = Six.Repeat(1, 1);
        copy.CopyFrom(Tensor.Zeros([2, 3]));
        Assert.Equal(21, Six.Sum().Item());
        Assert.Contains("[2]", Assert.Throws<ShapeException>(() => Six.Repeat(2)).Message);
        Assert.Contains("[2, -1]", Assert.Throws<ShapeException>(() => Six.Repeat(2, -1)).Message);
        Assert.Contains("2147483647 elements", Assert.Throws<ShapeException>(() => Six.Repeat(int.MaxValue, 1)).Message);
    }

    [Fact]
    public void Diag_puts_on_a_diagonal_and_takes_from_one()
    {
        Assert.Equal([1f, 0, 0, 2], Tensor.From([1f, 2], [2]).Diag().ToArray<float>());
        Assert.Equal([0f, 1, 0, 0, 0, 2, 0, 0, 0], Tensor.From([1f, 2], [2]).Diag(1).ToArray<float>());
        Assert.Equal([0f, 0, float.NaN, 0], Tensor.From([float.NaN], [1]).Diag(-1).ToArray<float>());
        Assert.Equal([1f, 5], Six.Diag().ToArray<float>());
        Assert.Equal([2f, 6], Six.Diag(1).ToArray<float>());
        Assert.Equal([4f], Six.Diag(-1).ToArray<float>());
        Assert.Equal([1f, 5], Six.Transpose().Diag().ToArray<float>());
        Assert.Equal([0], Six.Diag(3).Shape);
        Assert.Equal([0], Six.Diag(int.MinValue).Shape);
        Assert.Equal([true, false, false, true], Tensor.From([true, true], [2]).Diag().ToArray<bool>());

        // The diagonal of a matrix is a part of it.
        Tensor x = Tensor.Zeros([3, 3]);
        x.Diag().CopyFrom(Tensor.Ones([3]));
        Assert.Equal(Tensor.Eye(3).ToArray<float>(), x.ToArray<float>());
        Assert.Contains("[2, 3, 4]", Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3, 4]).Diag()).Message);
    }

    [Fact]
    public void Squeeze_and_flatten_take_every_rank()
    {
        Assert.Equal([2, 3], Tensor.Ones([1, 2, 1, 3, 1]).Squeeze().Shape);
        Assert.Equal(0, Tensor.Ones([1, 1]).Squeeze().Rank);
        Assert.Same(Six, Six.Squeeze());
        Tensor x = Tensor.Ones([2, 3, 4, 5]);
        Assert.Equal([2, 60], x.Flatten().Shape);
        Assert.Equal([120], x.Flatten(0).Shape);
        Assert.Equal([2, 12, 5], x.Flatten(1, 2).Shape);
        Assert.Equal([6, 4, 5], x.Flatten(0, -3).Shape);
        Assert.Equal(x.Shape, x.Flatten(2, 2).Shape);
        Assert.Equal([3], Tensor.Ones([3]).Flatten().Shape);
        Assert.Equal([3], Tensor.Ones([3]).Flatten(0).Shape);
        Assert.Equal([1], Tensor.Scalar(1).Flatten().Shape);
        Assert.Equal([1], Tensor.Scalar(1).Flatten(0).Shape);
        Assert.Contains("axes 2 to 1 of shape [2, 3, 4, 5]", Assert.Throws<ShapeException>(() => x.Flatten(2, 1)).Message);
        Assert.Contains("axis 4", Assert.Throws<ShapeException>(() => x.Flatten(4)).Message);
    }

    [Fact]
    public void Expand_keeps_sizes_that_are_minus_one()
    {
        Tensor x = Tensor.From([1f, 2], [2, 1]);
        Assert.Equal([1f, 1, 1, 2, 2, 2], x.Expand(-1, 3).ToArray<float>());
        Assert.Equal([4, 2, 1], x.Expand(4, -1, -1).Shape);
        Assert.Equal([4, 2, 3], x.Expand([4, -1, 3]).Shape);
        Shape shape = [2, 5];
        Assert.Equal(shape, x.Expand(shape).Shape);
        Assert.Contains("[-1, 2, 1] for shape [2, 1]: -1 at axis 0", Assert.Throws<ShapeException>(() => x.Expand(-1, 2, 1)).Message);
        Assert.Contains("-2 at axis 1", Assert.Throws<ShapeException>(() => x.Expand(2, -2)).Message);
        Assert.Contains("[2, 1] to [2]", Assert.Throws<ShapeException>(() => x.Expand(2)).Message);
    }

    [Fact]
    public void Parts_of_given_lengths_and_rolls_along_several_axes()
    {
        Tensor[] parts = Six.Split([1, 0, 2], -1);
        Assert.Equal([1f, 4], parts[0].ToArray<float>());
        Assert.Equal([2, 0], parts[1].Shape);
        Assert.Equal([2f, 3, 5, 6], parts[2].ToArray<float>());
        Assert.Contains("[1, 1] with sum 2 for shape [2, 3]", Assert.Throws<ShapeException>(() => Six.Split([1, 1], 1)).Message);
        Assert.Contains("[4, -1]", Assert.Throws<ShapeException>(() => Six.Split([4, -1], 1)).Message);

        Assert.Equal([6f, 4, 5, 3, 1, 2], Six.Roll([1, 1], [0, 1]).ToArray<float>());
        Assert.Equal(Six.ToArray<float>(), Six.Roll([1, 2], [1, -1]).ToArray<float>());
        Assert.Contains("shifts [1] for axes [0, 1]", Assert.Throws<ShapeException>(() => Six.Roll([1], [0, 1])).Message);
    }

    [Fact]
    public void Tensors_like_another_have_its_shape_and_type()
    {
        Tensor x = Tensor.From([1L, 2], [2, 1]);
        Assert.Equal([0L, 0], Tensor.ZerosLike(x).ToArray<long>());
        Assert.Equal([1f, 1], Tensor.OnesLike(x, DType.Float32).ToArray<float>());
        Assert.Equal([7L, 7], Tensor.FullLike(x, 7).ToArray<long>());
        Assert.Equal([2, 1], Tensor.FullLike(x, 7).Shape);
        Assert.Equal("FullLike", Assert.Throws<HoneException>(() => Tensor.FullLike(x, 0.5)).Where);
    }
}
