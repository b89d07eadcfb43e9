using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class SoftmaxTests
{
    [Theory]
    [InlineData(new[] { 5 }, 0)]
    [InlineData(new[] { 3, 4 }, -1)]
    [InlineData(new[] { 3, 4 }, 0)]
    [InlineData(new[] { 2, 3, 2, 4 }, 1)]
    [InlineData(new[] { 0, 4 }, 1)]
    [ChecksGradientOf(typeof(Hone.Ops.Softmax))]
    public void Gradient_matches_finite_differences(int[] shape, int axis)
    {
        GradCheck.Check(t => t[0].Softmax(axis), [TestTensors.Normal(1, shape)]);
        GradCheck.Check(t => t[0].LogSoftmax(axis), [TestTensors.Normal(1, shape)]);
    }

    [Fact]
    public void Float32_agrees_with_float64_at_every_length()
    {
        for (int length = 1; length <= 33; length++)
        {
            Float32Check.Compare(t => t[0].Softmax(), [TestTensors.Normal(length, 3, length)], tolerance: 2e-6);
            Float32Check.Compare(t => t[0].LogSoftmax(), [TestTensors.Normal(length, 3, length)], tolerance: 5e-6);
        }
    }

    [Fact]
    public void Large_numbers_do_not_overflow() =>
        Assert.Equal([0.5f, 0.5f, 0], Tensor.From([5000f, 5000f, -5000f], [3]).Softmax().ToArray<float>());

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads() =>
        ThreadCheck.SameBits(t => t[0].Softmax(), Float32Check.Narrow(TestTensors.Normal(1, 700, 83)));

    [Fact]
    public void Integers_are_refused() =>
        Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => Tensor.Zeros([2], DType.Int64).Softmax()).Message);

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.MseLoss))]
    public void MseLoss_gradient_matches_finite_differences()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            GradCheck.Check(t => t[0].MseLoss(t[1], reduction), [TestTensors.Normal(1, 3, 4), TestTensors.Normal(2, 3, 4)]);
            GradCheck.Check(t => t[0].MseLoss(t[1], reduction), [TestTensors.Transposed(1, 3, 4), TestTensors.Normal(2, 3, 4)]);
            GradCheck.Check(t => t[0].MseLoss(t[0] * t[1], reduction), [TestTensors.Normal(1), TestTensors.Normal(2)]);
            GradCheck.Check(t => t[0].Expand([3, 4]).MseLoss(t[1], reduction), [TestTensors.Normal(1, 4), TestTensors.Normal(2, 3, 4)]);
            Float32Check.Compare(t => t[0].MseLoss(t[1], reduction), [TestTensors.Normal(1, 300, 257), TestTensors.Normal(2, 300, 257)]);
            ThreadCheck.SameBits(t => t[0].MseLoss(t[1], reduction), Float32Check.Narrow(TestTensors.Normal(1, 300, 257)), Float32Check.Narrow(TestTensors.Normal(2, 300, 257)));
        }
    }

    [Fact]
    public void MseLoss_does_not_broadcast_in_silence()
    {
        var types = Assert.Throws<HoneException>(() => Tensor.Zeros([4]).MseLoss(Tensor.Zeros([4], DType.Float64)));
        Assert.Contains("Float32", types.Message);
        Assert.Contains("Float64", types.Message);
        Assert.True(double.IsNaN(Tensor.Zeros([0]).MseLoss(Tensor.Zeros([0])).Item()));
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([4]).MseLoss(Tensor.Zeros([4, 1])));
        Assert.Contains("x [4], target [4, 1]", error.Message);
    }
}
