using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class LossTests
{
    private static readonly Tensor Labels = Tensor.From([2L, 0, 1, 4], [4]);

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.L1Loss),
        typeof(Hone.Ops.SmoothL1Loss),
        typeof(Hone.Ops.HuberLoss),
        typeof(Hone.Ops.MseLoss),
        typeof(Hone.Ops.BinaryCrossEntropyWithLogits),
        typeof(Hone.Ops.NllLoss))]
    public void Gradients_match_finite_differences()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            Tensor target = TestTensors.Normal(2, 4, 5);
            GradCheck.Check(t => t[0].L1Loss(target, reduction), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].SmoothL1Loss(t[1], 0.5, reduction), [TestTensors.Normal(1, 4, 5), TestTensors.Normal(2, 4, 5)]);
            GradCheck.Check(t => t[0].HuberLoss(target, 0.5, reduction), [TestTensors.Transposed(1, 4, 5)]);
            GradCheck.Check(t => t[0].BinaryCrossEntropyWithLogits(target.Sigmoid(), new() { Reduction = reduction }), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].HuberLoss(t[1], 0.5, reduction), [TestTensors.Normal(1, 4, 5), TestTensors.Normal(2, 4, 5)]);
            GradCheck.Check(t => t[0].BinaryCrossEntropyWithLogits(t[1], new() { Reduction = reduction }), [TestTensors.Normal(1, 4, 5), TestTensors.Normal(2, 4, 5)]);
            GradCheck.Check(t => t[0].MseLoss(t[1], reduction), [TestTensors.Normal(1, 4, 5), TestTensors.Transposed(2, 4, 5)]);
            GradCheck.Check(t => t[0].L1Loss(t[1], reduction), [TestTensors.Normal(1, 2, 3, 2, 2), TestTensors.Normal(2, 2, 3, 2, 2)]);
            BinaryCrossEntropyOptions weighted = new() { Reduction = reduction, Weight = TestTensors.Normal(3, 4, 1), PositiveWeight = TestTensors.Normal(4, 5) };
            GradCheck.Check(
                t => t[0].BinaryCrossEntropyWithLogits(t[1], weighted),
                [TestTensors.Transposed(1, 4, 5), TestTensors.Normal(2, 4, 5)]);
            GradCheck.Check(t => t[0].NllLoss(Labels, new() { Reduction = reduction, IgnoreIndex = 1 }), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].FocalLoss(Labels, 1.5, reduction: reduction), [TestTensors.Normal(1, 4, 5)]);
            Tensor classWeights = TestTensors.Normal(5, 5).Abs();
            GradCheck.Check(t => t[0].FocalLoss(Labels, 0.5, classWeights, reduction), [TestTensors.Transposed(1, 4, 5)]);
            GradCheck.Check(t => t[0].FocalLoss(Labels, 0, classWeights, reduction), [TestTensors.Normal(1, 4, 5)]);
            GradCheck.Check(t => t[0].NllLoss(Labels, new() { Reduction = reduction, ClassWeights = classWeights }), [TestTensors.Transposed(1, 4, 5)]);
            GradCheck.Check(t => t[0].DiceLoss(Tensor.Zeros([2, 2, 2], DType.Int64), reduction: reduction), [TestTensors.Normal(1, 2, 3, 2, 2)]);
        }
    }

    [Fact]
    public void The_same_bits_for_any_number_of_threads()
    {
        Tensor[] inputs = [Float32Check.Narrow(TestTensors.Normal(1, 300, 401)), Float32Check.Narrow(TestTensors.Normal(2, 300, 401))];
        ThreadCheck.SameBits(t => t[0].MseLoss(t[1]), inputs);
        ThreadCheck.SameBits(t => t[0].BinaryCrossEntropyWithLogits(t[1]), inputs);
    }

    [Fact]
    public void An_easy_row_has_a_focal_loss_of_zero_and_no_gradient()
    {
        Tensor x = Tensor.From([200f, 0, 0], [1, 3]);
        x.RequiresGrad = true;
        Tensor loss = x.FocalLoss(Tensor.From([0L], [1]), 0.5);
        loss.Backward();
        Assert.Equal(0, loss.Item());
        Assert.All(x.Grad!.ToArray<float>(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Means_over_nothing_are_NaN_and_NaN_stays_visible()
    {
        Assert.True(double.IsNaN(Tensor.Zeros([0, 3]).MseLoss(Tensor.Zeros([0, 3])).Item()));
        foreach (int place in new[] { 0, 18 })
        {
            float[] values = new float[19];
            values[place] = float.NaN;
            Tensor x = Tensor.From(values, [19]);
            Assert.True(double.IsNaN(x.HuberLoss(Tensor.Zeros([19])).Item()));
            Assert.True(double.IsNaN(x.L1Loss(Tensor.Zeros([19])).Item()));
            Assert.True(double.IsNaN(x.BinaryCrossEntropyWithLogits(Tensor.Zeros([19])).Item()));
        }
    }

    [Fact]
    public void Targets_outlive_backward_for_the_metrics()
    {
        using StepScope step = StepScope.Begin();
        Tensor x = Tensor.Ones([4]);
        x.RequiresGrad = true;
        Tensor target = Tensor.Full([4], 3);
        x.SmoothL1Loss(target).Backward();
        Assert.Equal([3f, 3, 3, 3], target.ToArray<float>());
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
        Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => Tensor.Zeros([2], DType.Int64).MseLoss(Tensor.Zeros([2], DType.Int64))).Message);
        Tensor learned = Tensor.Ones([3]);
        learned.RequiresGrad = true;
        Assert.Contains("Weight [3]", Assert.Throws<HoneException>(() => x.BinaryCrossEntropyWithLogits(x, new() { Weight = learned })).Message);
        Tensor large = Tensor.Ones([4, 2, 3]);
        Assert.Contains("PositiveWeight [4, 2, 3]", Assert.Throws<ShapeException>(() => x.BinaryCrossEntropyWithLogits(x, new() { PositiveWeight = large })).Message);
        Assert.Contains("beta 0", Assert.Throws<HoneException>(() => x.SmoothL1Loss(x, 0)).Message);
        Assert.Contains("delta -1", Assert.Throws<HoneException>(() => x.HuberLoss(x, -1)).Message);
        Assert.Contains("gamma -1", Assert.Throws<HoneException>(() => x.FocalLoss(Tensor.Zeros([2], DType.Int64), -1)).Message);
        Assert.Contains("target 3 in row 1", Assert.Throws<HoneException>(() => x.NllLoss(Tensor.From([0L, 3], [2]))).Message);
        Assert.Contains("targets Float32 [2]", Assert.Throws<ShapeException>(() => x.NllLoss(Tensor.Zeros([2]))).Message);
        Assert.Contains("Float32 [2]", Assert.Throws<ShapeException>(() => x.NllLoss(Tensor.Zeros([2], DType.Int64), new() { ClassWeights = Tensor.Ones([2]) })).Message);
        Assert.Contains("logits Float32 [2, 3], targets Float32 [2, 3]", Assert.Throws<ShapeException>(() => x.DiceLoss(x)).Message);
    }

    [Fact]
    public void Errors_of_a_focal_loss_name_it()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Tensor classes = Tensor.Zeros([2], DType.Int64);
        Tensor learned = Tensor.Ones([3]);
        learned.RequiresGrad = true;
        Action[] wrong =
        [
            () => x.FocalLoss(Tensor.Zeros([4], DType.Int64)),
            () => x.FocalLoss(Tensor.Zeros([2])),
            () => Tensor.Zeros([2, 3, 4]).FocalLoss(classes),
            () => x.FocalLoss(Tensor.From([0L, 3], [2])),
            () => x.FocalLoss(classes, classWeights: Tensor.Ones([2])),
            () => x.FocalLoss(classes, classWeights: learned),
            () => x.FocalLoss(classes, reduction: (Reduction)9),
        ];
        Assert.All(wrong, call =>
        {
            HoneException error = Assert.ThrowsAny<HoneException>(call);
            Assert.Equal("FocalLoss", error.Where);
            Assert.DoesNotContain("CrossEntropy", error.Message);
        });
        Assert.Contains("target 3 in row 1", Assert.ThrowsAny<HoneException>(wrong[3]).Message);
        Assert.Equal("CrossEntropy", Assert.Throws<ShapeException>(() => x.CrossEntropy(Tensor.Zeros([2]))).Where);
    }
}
