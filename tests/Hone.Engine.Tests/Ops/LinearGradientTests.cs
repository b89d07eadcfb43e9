using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class LinearGradientTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 4, 5)]
    [InlineData(0, 4, 5)]
    [InlineData(3, 0, 5)]
    [ChecksGradientOf(typeof(Hone.Ops.MatMul))]
    public void MatMul_gradient_matches_finite_differences(int m, int k, int n) =>
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Normal(1, m, k), TestTensors.Normal(2, k, n)]);

    [Fact]
    public void MatMul_gradient_matches_finite_differences_for_transposed_operands() =>
        GradCheck.Check(t => t[0].MatMul(t[1]), [TestTensors.Transposed(1, 3, 4), TestTensors.Transposed(2, 4, 5)]);

    [Fact]
    public void MatMul_gradients_add_up_in_an_intermediate_result() =>
        GradCheck.Check(t => (t[0] * 2).MatMul(t[1]).MatMul((t[0] * 2).Transpose()), [TestTensors.Normal(1, 3, 4), TestTensors.Normal(2, 4, 4)]);

    [Theory]
    [InlineData(new[] { 3, 4 })]
    [InlineData(new[] { 2, 3, 4 })]
    [InlineData(new[] { 4 })]
    [ChecksGradientOf(typeof(Hone.Ops.Linear))]
    public void Linear_gradient_matches_finite_differences(int[] x)
    {
        GradCheck.Check(t => t[0].Linear(t[1], t[2]), [TestTensors.Normal(1, x), TestTensors.Normal(2, 5, 4), TestTensors.Normal(3, 5)]);
        GradCheck.Check(t => t[0].Linear(t[1]), [TestTensors.Normal(1, x), TestTensors.Normal(2, 5, 4)]);
    }

    [Fact]
    public void A_transposed_weight_gets_the_gradient_of_the_same_weight_in_rows()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4, 5, 6], [3, 2]);
        Tensor weight = Tensor.Ones([2, 4]).Transpose().Detach();
        weight.RequiresGrad = true;
        x.Linear(weight).Sum().Backward();
        Assert.Equal([9f, 12, 9, 12, 9, 12, 9, 12], weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void Gradients_of_repeated_rows_add_up() =>
        GradCheck.Check(
            t => t[0].Expand([3, 4]).MatMul(t[1]) + t[0].Expand([3, 4]).Linear(t[1]),
            [TestTensors.Normal(1, 1, 4), TestTensors.Normal(2, 4, 4)]);

    [Fact]
    public void A_shortcut_around_Linear_keeps_both_gradients() =>
        GradCheck.Check(
            t =>
            {
                Tensor h = t[0] * 2;
                return h + h.Linear(t[1]) + h.Linear(t[1]);
            },
            [TestTensors.Normal(1, 3, 4), TestTensors.Normal(2, 4, 4)]);

    [Fact]
    public void Inner_sizes_that_differ_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).MatMul(Tensor.Zeros([4, 5])));
        Assert.Contains("[2, 3] and [4, 5]: 3 against 4", error.Message);
    }
}
