using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>Logarithms of other bases, hyperbolic functions, angles, remainders, borders, and numbers that are none.</summary>
public sealed class NumberFunctionTests
{
    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Log2), typeof(Hone.Ops.Log10), typeof(Hone.Ops.Sinh), typeof(Hone.Ops.Cosh))]
    public void Gradients_of_functions_match_finite_differences()
    {
        foreach (int[] shape in new int[][] { [], [3], [0, 2], [2, 3, 2, 2] })
        {
            GradCheck.Check(t => (t[0].Square() + 0.5).Log2(), [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => (t[0].Square() + 0.5).Log10(), [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => t[0].Sinh(), [TestTensors.Normal(1, shape)]);
            GradCheck.Check(t => t[0].Cosh(), [TestTensors.Normal(1, shape)]);
        }

        GradCheck.Check(t => t[0].Log2() + t[0].Log10(), [Positive(TestTensors.Transposed(1, 2, 3))]);
        GradCheck.Check(t => t[0].Log2() + t[0].Log10(), [Positive(TestTensors.Normal(1))]);
        GradCheck.Check(t => t[0].Sinh() * t[0].Cosh(), [TestTensors.Transposed(1, 2, 3)]);
    }

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Atan2), typeof(Hone.Ops.Remainder), typeof(Hone.Ops.ClampBorder))]
    public void Gradients_of_pairs_match_finite_differences()
    {
        foreach ((int[] a, int[] b) in new (int[], int[])[] { ([], []), ([3], [3]), ([2, 3], [3]), ([2, 1], [2, 4]), ([0, 2], [2]), ([2, 3, 2, 2], [3, 1, 1]) })
        {
            GradCheck.Check(t => t[0].Atan2(t[1]), [TestTensors.AwayFromZero(1, a), TestTensors.AwayFromZero(2, b)]);
            GradCheck.Check(t => t[0].Remainder(t[1]), [TestTensors.AwayFromZero(1, a), TestTensors.AwayFromZero(2, b)]);
            GradCheck.Check(t => t[0].Clamp(t[1], t[1] + 0.5), [TestTensors.Normal(1, a), TestTensors.Normal(2, b)]);
        }

        GradCheck.Check(t => t[0].Atan2(t[1]) + t[0].Remainder(t[1]), [TestTensors.Transposed(1, 2, 3), TestTensors.Transposed(2, 2, 3)]);
        GradCheck.Check(t => t[0].Clamp(null, t[1]), [TestTensors.Transposed(1, 2, 3), TestTensors.Transposed(2, 2, 3)]);
        GradCheck.Check(t => t[0].Remainder(-1.5), [TestTensors.Normal(1, 2, 3)]);
    }

    [Fact]
    public void Logarithms_of_powers_are_whole()
    {
        Assert.Equal([-3f, 0, 1, 3, 20], Tensor.From([0.125f, 1, 2, 8, 1048576], [5]).Log2().ToArray<float>());
        Assert.Equal([0f, 1, 3, float.NegativeInfinity], Tensor.From([1f, 10, 1000, 0], [4]).Log10().ToArray<float>());
        Assert.True(float.IsNaN(Tensor.From([-1f], [1]).Log2().ToArray<float>()[0]));
        Assert.Equal("Log10", Assert.Throws<HoneException>(() => Tensor.Ones([2], DType.Int64).Log10()).Where);
    }

    [Fact]
    public void Hyperbolic_functions_are_right_near_zero_and_at_the_end_of_the_range()
    {
        Assert.Equal([1e-6f, -1e-6f, 0], Tensor.From([1e-6f, -1e-6f, 0], [3]).Sinh().ToArray<float>());
        Assert.True(float.IsFinite(Tensor.From([89f], [1]).Cosh().ToArray<float>()[0]));
        Assert.Equal([float.NegativeInfinity, float.PositiveInfinity], Tensor.From([-100f, 100], [2]).Sinh().ToArray<float>());
    }

    [Fact]
    public void Angles_lie_in_the_quadrant_of_the_point()
    {
        double[] angles = Tensor.From([1.0, 1, -1, -1, 0, 0], [6]).Atan2(Tensor.From([1.0, -1, -1, 1, -1, 0], [6])).ToArray<double>();
        Assert.Equal([0.25 * Math.PI, 0.75 * Math.PI, -0.75 * Math.PI, -0.25 * Math.PI, Math.PI, 0], angles);
        Assert.Equal([2, 3], Tensor.Ones([2, 1]).Atan2(Tensor.Ones([3])).Shape);
        Assert.Equal("Atan2", Assert.Throws<HoneException>(() => Tensor.Ones([2], DType.Int64).Atan2(Tensor.Ones([2], DType.Int64))).Where);
    }

    [Fact]
    public void The_remainder_has_the_sign_of_the_divisor()
    {
        // torch.remainder of the same numbers.
        Tensor a = Tensor.From([7f, -7, 7, -7, 6, -6], [6]);
        Tensor b = Tensor.From([3f, 3, -3, -3, 3, -3], [6]);
        float[] expected = [1, 2, -2, -1, 0, 0];
        Assert.Equal(expected, a.Remainder(b).ToArray<float>());
        Assert.Equal(Array.ConvertAll(expected, x => (long)x), a.To(DType.Int64).Remainder(b.To(DType.Int64)).ToArray<long>());
        Assert.Equal(Array.ConvertAll(expected, x => (int)x), a.To(DType.Int32).Remainder(b.To(DType.Int32)).ToArray<int>());
        Assert.Equal([(byte)4, (byte)0], Tensor.From([(byte)254, (byte)255], [2]).Remainder(Tensor.From([(byte)250, (byte)255], [2])).ToArray<byte>());
        Assert.Equal([1f, 2], Tensor.From([7f, -7], [2]).Remainder(3).ToArray<float>());
        Assert.Equal([0L], Tensor.From([long.MinValue], [1]).Remainder(-1).ToArray<long>());
        Assert.True(float.IsNaN(Tensor.Ones([1]).Remainder(0).ToArray<float>()[0]));
        var error = Assert.Throws<HoneException>(() => a.To(DType.Int64).Remainder(Tensor.From([1L, 2, 0, 1, 1, 1], [6])));
        Assert.Contains("0 at element 2", error.Message);
        Assert.Equal("Remainder", error.Where);
        Assert.Equal("Remainder", Assert.Throws<HoneException>(() => Tensor.Ones([1], DType.Bool).Remainder(1)).Where);
    }

    [Fact]
    public void Numbers_that_are_none_are_found()
    {
        Tensor x = Tensor.From([1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity], [2, 2]);
        Assert.Equal([false, true, false, false], x.IsNaN().ToArray<bool>());
        Assert.Equal([false, false, true, true], x.IsInf().ToArray<bool>());
        Assert.Equal([true, false, false, false], x.IsFinite().ToArray<bool>());
        Assert.Equal([true, false, false, false], x.To(DType.Float64).IsFinite().ToArray<bool>());
        Assert.Equal([true, false, false, false], x.Transpose().IsFinite().ToArray<bool>());
        foreach (DType type in new[] { DType.Int64, DType.Int32, DType.UInt8, DType.Bool })
        {
            Tensor whole = Tensor.Ones([2], type);
            Assert.Equal([false, false], whole.IsNaN().ToArray<bool>());
            Assert.Equal([false, false], whole.IsInf().ToArray<bool>());
            Assert.Equal([true, true], whole.IsFinite().ToArray<bool>());
        }
    }

    [Fact]
    public void Borders_may_be_tensors()
    {
        Tensor x = Tensor.From([-2f, 0.5f, 2, float.NaN], [4]);
        Assert.Equal([-1f, 0.5f, 1, float.NaN], x.Clamp(Tensor.Scalar(-1), Tensor.Ones([4])).ToArray<float>());
        Assert.Equal([0f, 0.5f, 2, float.NaN], x.Clamp(Tensor.Scalar(0), null).ToArray<float>());
        Assert.Equal([-2f, 0, 0, float.NaN], x.Clamp(null, Tensor.Scalar(0)).ToArray<float>());
        Assert.Equal([1f, 1, 1, float.NaN], x.Clamp(Tensor.Scalar(3), Tensor.Scalar(1)).ToArray<float>());
        Assert.Equal([2, 4], x.Clamp(Tensor.Zeros([2, 1]), null).Shape);
        Assert.Equal([1L, 2], Tensor.From([0L, 9], [2]).Clamp(Tensor.From([1L, 1], [2]), Tensor.From([3L, 2], [2])).ToArray<long>());
        Assert.Contains("Float32 [4]", Assert.Throws<HoneException>(() => x.Clamp(null, null)).Message);
        Assert.Contains("Int64", Assert.Throws<HoneException>(() => x.Clamp(Tensor.Ones([4], DType.Int64), null)).Message);

        // On a border the gradient is that of x, as in PyTorch; Maximum halves it.
        Tensor one = Tensor.Ones([1]);
        Tensor border = Tensor.Ones([1]);
        one.RequiresGrad = true;
        border.RequiresGrad = true;
        one.Clamp(border, border).Sum().Backward();
        Assert.Equal(1, one.Grad!.Item());
        Assert.Equal(0, border.Grad!.Item());
    }

    private static Tensor Positive(Tensor x) => (x.Square() + 0.5).Detach();
}
