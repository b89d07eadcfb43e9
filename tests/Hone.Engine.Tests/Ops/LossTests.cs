using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class LossTests
{
    private static readonly Tensor Labels = Tensor.From([2L, 0, 1, 4], [4]);

    [Fact]
    public void Gradients_match_finite_differences()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            Tensor target = TestTensors.Normal(2, 4, 5);
            GradCheck.Check(t => t[0].L1Loss(target, reduction), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].SmoothL1Loss(t[1], 0.5, reduction), [TestTensors.Normal(1, 4, 5), TestTensors.Normal(2, 4, 5)]);
            GradCheck.Check(t => t[0].HuberLoss(target, 0.5, reduction), [TestTensors.Transposed(1, 4, 5)]);
            GradCheck.Check(t => t[0].BinaryCrossEntropyWithLogits(target.Sigmoid(), new() { Reduction = reduction }), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].NllLoss(Labels, new() { Reduction = reduction, IgnoreIndex = 1 }), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].FocalLoss(Labels, 1.5, reduction: reduction), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].DiceLoss(Tensor.Zeros([2, 2, 2], DType.Int64), reduction: reduction), [TestTensors.Normal(1, 2, 3, 2, 2)]);
        }
    }

    [Fact]
    public void Large_logits_neither_overflow_nor_vanish()
    {
        Tensor logits = Tensor.From([1000f, -1000, 0], [3]);
        Tensor losses = logits.BinaryCrossEntropyWithLogits(Tensor.From([0f, 0, 1], [3]), new() { Reduction = Reduction.None });
        Assert.Equal([1000, 0, MathF.Log(2)], losses.ToArray<float>());
    }

    [Fact]
    public void Shapes_targets_and_constants_that_do_not_fit_are_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Assert.Contains("x [2, 3], target [2]", Assert.Throws<ShapeException>(() => x.L1Loss(Tensor.Zeros([2]))).Message);
        Assert.Contains("x [2, 3], target [3]", Assert.Throws<ShapeException>(() => x.BinaryCrossEntropyWithLogits(Tensor.Zeros([3]))).Message);
        Assert.Contains("beta 0", Assert.Throws<HoneException>(() => x.SmoothL1Loss(x, 0)).Message);
        Assert.Contains("delta -1", Assert.Throws<HoneException>(() => x.HuberLoss(x, -1)).Message);
        Assert.Contains("gamma -1", Assert.Throws<HoneException>(() => x.FocalLoss(Tensor.Zeros([2], DType.Int64), -1)).Message);
        Assert.Contains("target 3 in row 1", Assert.Throws<HoneException>(() => x.NllLoss(Tensor.From([0L, 3], [2]))).Message);
        Assert.Contains("targets Float32 [2]", Assert.Throws<ShapeException>(() => x.NllLoss(Tensor.Zeros([2]))).Message);
        Assert.Contains("Float32 [2]", Assert.Throws<ShapeException>(() => x.NllLoss(Tensor.Zeros([2], DType.Int64), new() { ClassWeights = Tensor.Ones([2]) })).Message);
        Assert.Contains("logits Float32 [2, 3], targets Float32 [2, 3]", Assert.Throws<ShapeException>(() => x.DiceLoss(x)).Message);
    }
}
