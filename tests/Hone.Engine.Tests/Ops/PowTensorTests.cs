using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class PowTensorTests
{
    public static TheoryData<int[], int[]> Shapes() => new()
    {
        { [], [] },
        { [3], [3] },
        { [2, 3], [3] },
        { [2, 1], [1, 4] },
        { [0, 3], [3] },
        { [2, 3, 4, 5], [1, 3, 1, 1] },
        { [1], [2, 3] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    [ChecksGradientOf(typeof(Hone.Ops.PowTensor))]
    public void Gradients_match_finite_differences(int[] x, int[] exponent)
    {
        GradCheck.Check(t => ((t[0] * t[0]) + 0.5).Pow(t[1]), [TestTensors.Normal(1, x), TestTensors.Normal(2, exponent)], tolerance: 1e-5);
        GradCheck.Check(t => Tensor.Pow(2.5, t[0]) * t[1], [TestTensors.Normal(1, x), TestTensors.Normal(2, exponent)], tolerance: 1e-5);
    }

    [Fact]
    public void The_borders_are_those_of_PyTorch()
    {
        // Values from torch 1.13.
        Tensor x = Tensor.From([0.0, 0, 0, -2, -2, 0, -2], [7]);
        Tensor p = Tensor.From([0.0, 2, -1, 2, 3, 0.5, 0.5], [7]);
        x.RequiresGrad = true;
        p.RequiresGrad = true;
        Tensor y = x.Pow(p);
        y.Sum().Backward();
        Assert.Equal([1, 0, double.PositiveInfinity, 4, -8, 0, double.NaN], y.ToArray<double>());
        Assert.Equal([0, 0, double.NegativeInfinity, -4, 12, double.PositiveInfinity, double.NaN], x.Grad!.ToArray<double>());
        Assert.Equal([0, 0, double.NegativeInfinity, double.NaN, double.NaN, 0, double.NaN], p.Grad!.ToArray<double>());

        Tensor q = Tensor.From([0.0, 2, -1], [3]);
        q.RequiresGrad = true;
        Tensor.Pow(0, q).Sum().Backward();
        Assert.Equal([0, 0, double.NegativeInfinity], q.Grad!.ToArray<double>());
    }

    [Fact]
    public void Float32_agrees_with_float64()
    {
        for (int length = 0; length <= 33; length++)
        {
            Float32Check.Compare(t => ((t[0] * t[0]) + 0.5).Pow(t[1]), [TestTensors.Normal(1, length), TestTensors.Normal(2, length)]);
        }
    }

    [Fact]
    public void Other_types_and_shapes_are_refused()
    {
        Tensor x = Tensor.Ones([2, 3]);
        Assert.Contains("[2, 3] and [4]: 3 against 4 at axis -1", Assert.Throws<ShapeException>(() => x.Pow(Tensor.Ones([4]))).Message);
        Assert.Contains("Float32 [2, 3] and Float64 [3]", Assert.Throws<HoneException>(() => x.Pow(Tensor.Ones([3], DType.Float64))).Message);
        var integers = Assert.Throws<HoneException>(() => Tensor.Ones([2], DType.Int64).Pow(Tensor.Ones([2], DType.Int64)));
        Assert.Contains("Int64 [2] and Int64 [2]", integers.Message);
        Assert.Equal("Pow", integers.Where);
        Assert.Equal("Pow", Assert.Throws<HoneException>(() => Tensor.Pow(2, Tensor.Ones([2], DType.Int32))).Where);
    }
}
