using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

/// <summary>Gradients of inputs without axes and without elements, for the operations whose own tests have neither.</summary>
public sealed class ScalarAndEmptyGradientTests
{
    private static readonly Tensor NoRows = Tensor.Zeros([0], DType.Int64);

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.L1Loss),
        typeof(Hone.Ops.SmoothL1Loss),
        typeof(Hone.Ops.HuberLoss),
        typeof(Hone.Ops.BinaryCrossEntropyWithLogits))]
    public void Losses_of_one_number()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            GradCheck.Check(t => t[0].L1Loss(t[1], reduction), [TestTensors.Normal(1), TestTensors.Normal(2)]);
            GradCheck.Check(t => t[0].SmoothL1Loss(t[1], 0.5, reduction), [TestTensors.Normal(1), TestTensors.Normal(2)]);
            GradCheck.Check(t => t[0].HuberLoss(t[1], 0.5, reduction), [TestTensors.Normal(1), TestTensors.Normal(2)]);
            GradCheck.Check(t => t[0].BinaryCrossEntropyWithLogits(t[1], new() { Reduction = reduction }), [TestTensors.Normal(1), TestTensors.Normal(2)]);
        }
    }

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.Contiguous),
        typeof(Hone.Ops.Expand),
        typeof(Hone.Ops.Sum),
        typeof(Hone.Ops.Take),
        typeof(Hone.Ops.To),
        typeof(Hone.Ops.Unsqueeze),
        typeof(Hone.Ops.Variance))]
    public void Views_and_reductions_of_one_number()
    {
        Tensor[] scalar = [TestTensors.Normal(1)];
        GradCheck.Check(t => t[0].Clone() * t[0], scalar);
        GradCheck.Check(t => t[0].Expand([2, 3]), scalar);
        GradCheck.Check(t => t[0].Sum() + t[0].Mean(), scalar);
        GradCheck.Check(t => t[0].MaskedSelect(Tensor.From([true], [])), scalar);
        GradCheck.Check(t => t[0].To(DType.Float32).To(DType.Float64) * 2, scalar, step: 0.05, tolerance: 1e-4);
        GradCheck.Check(t => t[0].Unsqueeze(0) * t[0].Unsqueeze(-1), scalar);
        GradCheck.Check(t => t[0].Variance([], correction: 0), scalar);
    }

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.L1Loss),
        typeof(Hone.Ops.SmoothL1Loss),
        typeof(Hone.Ops.HuberLoss),
        typeof(Hone.Ops.MseLoss),
        typeof(Hone.Ops.BinaryCrossEntropyWithLogits),
        typeof(Hone.Ops.CrossEntropy),
        typeof(Hone.Ops.NllLoss))]
    public void Losses_of_no_rows()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            Tensor[] pair = [TestTensors.Normal(1, 0, 3), TestTensors.Normal(2, 0, 3)];
            GradCheck.Check(t => t[0].L1Loss(t[1], reduction), pair);
            GradCheck.Check(t => t[0].SmoothL1Loss(t[1], 0.5, reduction), pair);
            GradCheck.Check(t => t[0].HuberLoss(t[1], 0.5, reduction), pair);
            GradCheck.Check(t => t[0].MseLoss(t[1], reduction), pair);
            GradCheck.Check(t => t[0].BinaryCrossEntropyWithLogits(t[1], new() { Reduction = reduction }), pair);
            GradCheck.Check(t => t[0].CrossEntropy(NoRows, new() { Reduction = reduction, LabelSmoothing = 0.1 }), [TestTensors.Normal(1, 0, 3)]);
            GradCheck.Check(t => t[0].NllLoss(NoRows, new() { Reduction = reduction }), [TestTensors.Normal(1, 0, 3)]);
        }
    }

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.AlphaDropout),
        typeof(Hone.Ops.BatchNorm),
        typeof(Hone.Ops.Embedding),
        typeof(Hone.Ops.EmbeddingBag),
        typeof(Hone.Ops.Linear))]
    public void Layers_of_no_rows()
    {
        GradCheck.Check(t => t[0].AlphaDropout(0.3, training: true, new RandomStream(1, "alpha")), [TestTensors.Normal(1, 0, 3)]);
        GradCheck.Check(
            t => t[0].BatchNorm(t[1], t[2], Tensor.Zeros([3], t[0].DType), Tensor.Ones([3], t[0].DType), training: false),
            [TestTensors.Normal(1, 0, 3), TestTensors.Normal(2, 3), TestTensors.Normal(3, 3)]);
        GradCheck.Check(t => Tensor.Zeros([0, 2], DType.Int64).Embedding(t[0]), [TestTensors.Normal(1, 5, 3)]);
        GradCheck.Check(t => Tensor.From([2L, 0], [2]).Embedding(t[0]), [TestTensors.Normal(1, 5, 0)]);
        foreach (EmbeddingBagMode mode in Enum.GetValues<EmbeddingBagMode>())
        {
            GradCheck.Check(t => Tensor.Zeros([0, 2], DType.Int64).EmbeddingBag(t[0], options: new() { Mode = mode }), [TestTensors.Normal(1, 5, 3)]);
        }

        Tensor[] linear = [TestTensors.Normal(1, 0, 4), TestTensors.Normal(2, 5, 4), TestTensors.Normal(3, 5)];
        GradCheck.Check(t => t[0].Linear(t[1], t[2]), linear);
        GradCheck.Check(t => t[0].Linear(t[1]), [TestTensors.Normal(1, 3, 0), TestTensors.Normal(2, 5, 0)]);
    }

    [Fact]
    [ChecksGradientOf(
        typeof(Hone.Ops.Contiguous),
        typeof(Hone.Ops.Expand),
        typeof(Hone.Ops.IndexSelect),
        typeof(Hone.Ops.Max),
        typeof(Hone.Ops.ScatterAdd),
        typeof(Hone.Ops.Sum),
        typeof(Hone.Ops.Take),
        typeof(Hone.Ops.To))]
    public void Views_and_reductions_of_nothing()
    {
        Tensor[] empty = [TestTensors.Normal(1, 0, 3)];
        GradCheck.Check(t => t[0].Clone() * t[0], empty);
        GradCheck.Check(t => t[0].Expand([2, 0, 3]), empty);
        GradCheck.Check(t => t[0].Expand([0, 3]), [TestTensors.Normal(1, 1, 3)]);
        GradCheck.Check(t => t[0].IndexSelect(1, Tensor.From([2L, 0], [2])), empty);
        GradCheck.Check(t => t[0].IndexSelect(0, NoRows), [TestTensors.Normal(1, 2, 3)]);
        GradCheck.Check(t => t[0].Max(1), empty);
        GradCheck.Check(t => t[0].Min(1, keepDim: true), empty);
        GradCheck.Check(t => t[0].ScatterAdd(1, Tensor.Zeros([0, 3], DType.Int64), t[1]), [TestTensors.Normal(1, 0, 3), TestTensors.Normal(2, 0, 3)]);
        GradCheck.Check(t => t[0].ScatterAdd(0, Tensor.Zeros([0, 3], DType.Int64), t[1]), [TestTensors.Normal(1, 2, 3), TestTensors.Normal(2, 0, 3)]);
        GradCheck.Check(t => t[0].Sum([0]), empty);
        GradCheck.Check(t => t[0].Sum() + t[0].Mean([1]).Sum(), empty);
        GradCheck.Check(t => t[0].Gather(1, Tensor.Zeros([0, 2], DType.Int64)), empty);
        GradCheck.Check(t => t[0].To(DType.Float32).To(DType.Float64) * 2, empty);
    }
}
