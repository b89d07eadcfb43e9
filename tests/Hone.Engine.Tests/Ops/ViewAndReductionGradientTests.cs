using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class ViewAndReductionGradientTests
{
    [Theory]
    [InlineData(new int[0], false)]
    [InlineData(new[] { 0 }, false)]
    [InlineData(new[] { 1, 3 }, false)]
    [InlineData(new[] { 0, 2, 3 }, true)]
    [InlineData(new[] { -1 }, true)]
    [ChecksGradientOf(typeof(Hone.Ops.Sum))]
    public void Sum_and_mean_gradients_match_finite_differences(int[] axes, bool keepDim)
    {
        GradCheck.Check(t => t[0].Sum(axes, keepDim), [TestTensors.Normal(1, 2, 3, 4, 2)]);
        GradCheck.Check(t => t[0].Mean(axes, keepDim), [TestTensors.Normal(1, 2, 3, 4, 2)]);
    }

    [Fact]
    public void Sum_over_a_row_major_middle_axis_matches_plain_addition()
    {
        Tensor x = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [2, 3, 4]);
        float[] sum = x.Sum([1]).ToArray<float>();
        Assert.Equal([12, 15, 18, 21, 48, 51, 54, 57], sum);
    }

    [Fact]
    public void A_sum_used_by_two_operations_receives_both_gradients() =>
        GradCheck.Check(t => (t[0] + t[0].Sum([1], keepDim: true)) * t[0].Sum([1], keepDim: true), [TestTensors.Normal(1, 3, 4)]);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Reshape), typeof(Hone.Ops.Permute))]
    public void Reshape_flatten_and_permute_gradients_match_finite_differences()
    {
        GradCheck.Check(t => t[0].Reshape(4, -1) * t[1], [TestTensors.Normal(1, 2, 3, 4), TestTensors.Normal(2, 4, 6)]);
        GradCheck.Check(t => t[0].Flatten() * t[1], [TestTensors.Normal(1, 2, 3, 4, 5), TestTensors.Normal(2, 60)]);
        GradCheck.Check(t => t[0].Permute(2, 0, 1) * t[1], [TestTensors.Normal(1, 2, 3, 4), TestTensors.Normal(2, 4, 2, 3)]);
    }

    [Fact]
    public void Flatten_of_a_channels_last_activation_keeps_the_row_major_order()
    {
        Tensor rows = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [1, 2, 3, 4]);
        Tensor activation = Tensor.Zeros([1, 2, 3, 4]) + rows;
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), activation.Flatten().ToArray<float>());
    }

    [Fact]
    public void Reshape_to_another_number_of_elements_is_refused_with_both()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).Reshape(4, -1));
        Assert.Contains("6 for shape [2, 3]", error.Message);
        Assert.Contains("[4, -1]", error.Message);
    }
}
