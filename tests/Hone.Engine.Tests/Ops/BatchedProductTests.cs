using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class BatchedProductTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 4, 5 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 4, 5 })]
    [InlineData(new[] { 3, 4 }, new[] { 2, 4, 5 })]
    [InlineData(new[] { 2, 1, 3, 4 }, new[] { 3, 4, 2 })]
    [InlineData(new[] { 2, 3, 3, 2 }, new[] { 2, 3, 2, 3 })]
    [InlineData(new[] { 2, 3, 0 }, new[] { 2, 0, 5 })]
    [InlineData(new[] { 0, 3, 4 }, new[] { 1, 4, 5 })]
    [ChecksGradientOf(typeof(Hone.Ops.BatchMatMul))]
    public void Gradients_match_finite_differences(int[] a, int[] b)
    {
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, a), TestTensors.Normal(2, b)]);
        Float32Check.Compare(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, a), TestTensors.Normal(2, b)]);
    }

    [Fact]
    public void Transposed_operands_give_the_same_product()
    {
        GradCheck.Check(t => t[0].Transpose().MatMul(t[1].Transpose()), [TestTensors.Normal(1, 2, 4, 3), TestTensors.Normal(2, 2, 5, 4)]);
        GradCheck.Check(t => Tensor.Einsum("abc,cb->a", t[0], t[1]), [TestTensors.Normal(1, 2, 4, 3), TestTensors.Normal(2, 3, 4)]);
        Assert.Equal(6, Tensor.Einsum("i,i", Tensor.From([1f, 2], [2]), Tensor.From([2f, 2], [2])).Item());
    }

    [Fact]
    public void Operands_and_equations_that_do_not_fit_are_named()
    {
        Tensor a = Tensor.Zeros([2, 3, 4]);
        Assert.Contains("[2, 3, 4] and Float32 [2, 3, 5]: 4 against 3", Assert.Throws<ShapeException>(() => a.MatMul(Tensor.Zeros([2, 3, 5]))).Message);
        Assert.Contains("[2] and [3]: 2 against 3 at axis -1", Assert.Throws<ShapeException>(() => a.MatMul(Tensor.Zeros([3, 4, 5]))).Message);
        Assert.Contains("4 and 5 for k", Assert.Throws<ShapeException>(() => Tensor.Einsum("ijk,kl->il", a, Tensor.Zeros([5, 2]))).Message);
        Assert.Contains("\"ij,jk->ik\" for shapes [2, 3, 4]", Assert.Throws<ShapeException>(() => Tensor.Einsum("ij,jk->ik", a)).Message);
    }
}
