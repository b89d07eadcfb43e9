using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class ComparisonTests
{
    private static readonly int[][][] Shapes = [[[], []], [[3], [3]], [[2, 3], [3]], [[2, 1], [1, 4]], [[0, 3], [3]], [[2, 3, 4, 5], [1, 3, 1, 1]]];

    [Fact]
    [ChecksGradientOf(typeof(Hone.Ops.Maximum), typeof(Hone.Ops.Minimum), typeof(Hone.Ops.Where))]
    public void Gradients_match_finite_differences()
    {
        foreach (int[][] shapes in Shapes)
        {
            Tensor condition = TestTensors.Normal(3, shapes[0]).Greater(0);
            GradCheck.Check(t => t[0].Maximum(t[1]), [TestTensors.Normal(1, shapes[0]), TestTensors.Normal(2, shapes[1])]);
            GradCheck.Check(t => t[0].Minimum(t[1]), [TestTensors.Normal(1, shapes[0]), TestTensors.Normal(2, shapes[1])]);
            GradCheck.Check(t => Tensor.Where(condition, t[0], t[1]), [TestTensors.Normal(1, shapes[0]), TestTensors.Normal(2, shapes[1])]);
        }

        Tensor columns = TestTensors.Transposed(3, 3, 4).Less(0.2);
        GradCheck.Check(t => t[0].Maximum(t[1]), [TestTensors.Transposed(1, 3, 4), TestTensors.Normal(2, 3, 4)]);
        GradCheck.Check(t => Tensor.Where(columns, t[0], t[1]), [TestTensors.Transposed(1, 3, 4), TestTensors.Normal(2, 3, 4)]);
    }

    [Fact]
    public void Float32_agrees_with_float64_at_every_length()
    {
        for (int length = 0; length <= 33; length++)
        {
            Tensor[] inputs = [TestTensors.Normal(length, length), TestTensors.Normal(length + 50, length)];
            Float32Check.Compare(t => t[0].Maximum(t[1]) + t[0].Minimum(t[0]), inputs);
            Float32Check.Compare(t => Tensor.Where(t[0].Greater(t[1]), t[0] * 2, t[1]), inputs);
        }
    }

    [Fact]
    public void Equal_elements_share_the_gradient_in_half()
    {
        Tensor a = Tensor.From([1.0, 2, 3], [3]);
        Tensor b = Tensor.From([1.0, 5, 0], [3]);
        a.RequiresGrad = true;
        b.RequiresGrad = true;
        a.Maximum(b).Sum().Backward();
        Assert.Equal([0.5, 0, 1], a.Grad!.ToArray<double>());
        Assert.Equal([0.5, 1, 0], b.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_NaN_that_is_not_chosen_leaves_value_and_gradient_alone()
    {
        Tensor x = Tensor.From([-1.0, 4], [2]);
        x.RequiresGrad = true;
        Tensor y = Tensor.Where(x.Detach().Greater(0), x.Sqrt(), Tensor.Scalar(0, DType.Float64));
        Assert.Equal([0, 2], y.ToArray<double>());
        Tensor direct = Tensor.From([double.NaN, 4.0], [2]);
        direct.RequiresGrad = true;
        Tensor.Where(Tensor.From([false, true], [2]), direct, Tensor.Scalar(0, DType.Float64)).Sum().Backward();
        Assert.Equal([0, 1], direct.Grad!.ToArray<double>());
    }

    [Fact]
    public void Relations_follow_IEEE_for_NaN_and_broadcast()
    {
        Tensor a = Tensor.From([1f, 2f, float.NaN], [3]);
        Tensor b = Tensor.From([2f], [1]);
        Assert.Equal([false, false, false], a.Greater(b).ToArray<bool>());
        Assert.Equal([false, true, false], a.GreaterEqual(b).ToArray<bool>());
        Assert.Equal([true, false, false], a.Less(b).ToArray<bool>());
        Assert.Equal([true, true, false], a.LessEqual(b).ToArray<bool>());
        Assert.Equal([true, false, true], a.NotEqual(b).ToArray<bool>());
        Assert.Equal([true, false, false], a.Equal(1).ToArray<bool>());
        Assert.Equal([2, 3], Tensor.Zeros([2, 1]).Less(Tensor.Ones([3])).Shape);
        Assert.Equal([true, false], Tensor.From([3L, 4], [2]).LessEqual(3).ToArray<bool>());
    }

    [Fact]
    public void Logic_works_on_truth_and_on_numbers()
    {
        Tensor a = Tensor.From([true, true, false, false], [4]);
        Tensor b = Tensor.From([true, false, true, false], [4]);
        Assert.Equal([true, false, false, false], a.LogicalAnd(b).ToArray<bool>());
        Assert.Equal([true, true, true, false], a.LogicalOr(b).ToArray<bool>());
        Assert.Equal([false, false, true, true], a.LogicalNot().ToArray<bool>());
        Assert.Equal([true, false], Tensor.From([0f, 2f], [2]).LogicalNot().ToArray<bool>());
    }

    [Fact]
    public void Operands_that_do_not_fit_are_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Assert.Contains("3 against 4 at axis -1", Assert.Throws<ShapeException>(() => x.Greater(Tensor.Zeros([4]))).Message);
        Assert.Contains("Float32 [2, 3] and Int64 [3]", Assert.Throws<HoneException>(() => x.Less(Tensor.Zeros([3], DType.Int64))).Message);
        Assert.Contains("0.5", Assert.Throws<HoneException>(() => Tensor.Zeros([2], DType.Int64).Greater(0.5)).Message);
        Assert.Contains("Float32 [2, 3]", Assert.Throws<HoneException>(() => Tensor.Where(x, x, x)).Message);
        Assert.Contains("Float32 [2, 3] and Float64 []", Assert.Throws<HoneException>(() => Tensor.Where(x.Greater(0), x, Tensor.Scalar(0, DType.Float64))).Message);
        Assert.Contains("Float32 [2, 3] and Int64 [3]", Assert.Throws<HoneException>(() => x.Maximum(Tensor.Zeros([3], DType.Int64))).Message);
    }
}
