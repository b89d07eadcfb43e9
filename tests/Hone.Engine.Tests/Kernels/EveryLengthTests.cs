using Hone.Engine.Tests.Ops;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>
/// Kernels along rows, columns and channels, at every length from 0 to 257: float32 in guarded memory, forward and backward, against the plain
/// loops in float64.
/// </summary>
[ChecksKernel(typeof(StridedLoop))]
public sealed class EveryLengthTests
{
    private const int Longest = 257;

    /// <summary>Of sums of up to 257 terms of size one.</summary>
    private const double Tolerance = 5e-5;

    [Fact]
    [ChecksKernel(
        typeof(FoldLoop<>),
        typeof(FoldColumns<,>),
        typeof(LaneFold<>),
        typeof(ExtremumLoop<,>),
        typeof(ExtremumVectors<,,>),
        typeof(MomentsLoop<>),
        typeof(MomentSums<>),
        typeof(TruthLoop<>),
        typeof(LogSumExpLoop<>),
        typeof(ProductLoop<>),
        typeof(RunningSumLoop<>),
        typeof(SortLoop<>))]
    public void Reductions_along_and_across_rows() => Check(
        1,
        n => [TestTensors.Normal(n, 3, n)],
        t => t[0].Sum([1]),
        t => t[0].Sum([0]),
        t => t[0].Mean([1]),
        t => t[0].Variance([0], correction: 0),
        t => t[0].Variance([1], correction: 0),
        t => t[0].Norm([1]),
        t => t[0].Norm([0], 1),
        t => t[0].Norm([1], double.PositiveInfinity),
        t => t[0].Max(1),
        t => t[0].Max(0),
        t => t[0].Min(1),
        t => t[0].Amax([0]),
        t => t[0].Amin(),
        t => t[0].LogSumExp([1]),
        t => t[0].LogSumExp([0]),
        t => (t[0] * 0.1).Prod([1]),
        t => t[0].CumSum(1),
        t => t[0].Sort(1).Values);

    [Fact]
    [ChecksKernel(typeof(SoftmaxLoop<>), typeof(CrossEntropyLoop<>), typeof(RowMath<>), typeof(RowVectors<,>))]
    public void Softmax_and_cross_entropy_over_every_number_of_classes() => Check(
        1,
        n => [TestTensors.Normal(n, 3, n)],
        t => t[0].Softmax(),
        t => t[0].LogSoftmax(),
        t => t[0].Softmax(0),
        t => t[0].CrossEntropy(Tensor.From([0L, t[0].Shape[1] - 1, t[0].Shape[1] / 2], [3])),
        t => t[0].CrossEntropy(Tensor.From([0L, t[0].Shape[1] - 1, t[0].Shape[1] / 2], [3]), new() { LabelSmoothing = 0.1 }));

    [Fact]
    [ChecksKernel(typeof(PairLossLoop<,>), typeof(PairLossVectors<,,>), typeof(NllLoop<>))]
    public void Losses_of_every_length() => Check(
        1,
        n => [TestTensors.Normal(n, n), TestTensors.Normal(2, n)],
        t => t[0].L1Loss(t[1]),
        t => t[0].MseLoss(t[1], Reduction.None),
        t => t[0].SmoothL1Loss(t[1], 0.7),
        t => t[0].HuberLoss(t[1], 0.7, Reduction.None),
        t => t[0].BinaryCrossEntropyWithLogits(t[1]),
        t => t[0].BinaryCrossEntropyWithLogits(t[1], new() { PositiveWeight = t[1].Detach().Abs(), Reduction = Reduction.None }),
        t => t[0].Unsqueeze(0).NllLoss(Tensor.From([t[0].Shape[0] - 1L], [1])),
        t => t[0].Unsqueeze(0).FocalLoss(Tensor.From([t[0].Shape[0] - 1L], [1])));

    [Fact]
    [ChecksKernel(typeof(DropoutLoop<>))]
    public void Dropout_of_every_length() => Check(
        0,
        n => [TestTensors.Normal(n, 2, n)],
        t => t[0].Dropout(0.5, training: true, new RandomStream(3, "dropout")),
        t => t[0].Reshape(2, t[0].Shape[1], 1, 1).Dropout2d(0.5, training: true, new RandomStream(3, "dropout")));

    [Fact]
    [ChecksKernel(typeof(BlockLoop), typeof(OffsetLoop), typeof(RowGather))]
    public void Selection_of_rows_of_every_length() => Check(
        0,
        n => [TestTensors.Normal(n, 3, n)],
        t => Tensor.From([2L, 0, 2, 1], [2, 2]).Embedding(t[0]),
        t => t[0].IndexSelect(0, Tensor.From([2L, 0, 2, 1], [4])),
        t => t[0].Flip(1),
        t => t[0].Scatter(0, Tensor.Zeros([2, t[0].Shape[1]], DType.Int64), t[0].Narrow(0, 1, 2)),
        t => t[0].IndexAdd(0, Tensor.From([2L, 2], [2]), t[0].Narrow(0, 0, 2)),
        t => Tensor.Cat([t[0], t[0]], 1));

    [Fact]
    [ChecksKernel(typeof(BatchNormPasses<>), typeof(BatchNormPlain<>), typeof(BatchNormVectors<,>), typeof(BatchNormFold<,>), typeof(BatchNormMerge<>))]
    public void Batch_normalization_of_every_number_of_channels() => Check(
        0,
        n => [TestTensors.Normal(n, 5, n), TestTensors.Normal(1, n), TestTensors.Normal(2, n)],
        t => t[0].BatchNorm(t[1], t[2], Tensor.Zeros(t[1].Shape, t[1].DType), Tensor.Ones(t[1].Shape, t[1].DType), training: true),
        t => t[0].BatchNormRelu(t[1], t[2], Tensor.Zeros(t[1].Shape, t[1].DType), Tensor.Ones(t[1].Shape, t[1].DType), training: false));

    [Fact]
    [ChecksKernel(typeof(GroupNormPasses<>))]
    public void Group_normalization_of_every_number_of_channels() => Check(
        1,
        n => [TestTensors.Normal(n, 2, n, 2, 3), TestTensors.Normal(1, n), TestTensors.Normal(2, n)],
        t => t[0].GroupNorm(1, t[1], t[2]));

    [Fact]
    [ChecksKernel(
        typeof(MaxPool<>),
        typeof(MaxPoolPlain<>),
        typeof(MaxPoolThreeBackward<,>),
        typeof(MaxPoolThreeForward<,>),
        typeof(MaxPoolVectors<,>),
        typeof(AveragePool<>),
        typeof(AverageLoop<>),
        typeof(AdaptiveAveragePool<>))]
    public void Pooling_of_every_number_of_channels() => Check(
        0,
        n => [TestTensors.Normal(n, 1, n, 3, 4)],
        t => t[0].MaxPool2d(2, 1, 1),
        t => t[0].MaxPool2d(3, 2, 1),
        t => t[0].AvgPool2d(2),
        t => t[0].AdaptiveAvgPool2d(2));

    [Fact]
    public void Spatial_tails_of_convolutions_and_pools()
    {
        for (int size = 1; size <= 18; size++)
        {
            Tensor[] inputs = [TestTensors.Normal(size, 1, 3, 4, size), TestTensors.Normal(2, 5, 3, 3, 3)];
            Float32Check.Compare(t => t[0].Conv2d(t[1], options: new() { Padding = 1 }), inputs, Tolerance);
            Float32Check.Compare(t => t[0].Conv2d(t[1], options: new() { Padding = 1, Stride = 2 }), inputs, Tolerance);
            Float32Check.Compare(t => t[0].MaxPool2d(3, 2, 1), inputs[..1], Tolerance);
        }
    }

    [Fact]
    public void Max_pools_of_three_by_three_give_equal_values_to_the_first_tap_at_every_border()
    {
        for (int size = 1; size <= 9; size++)
        {
            // Rounded, so that most windows hold their maximum twice.
            Tensor[] inputs = [TestTensors.Normal(size, 2, 37, size, 10 - size).Round()];
            Float32Check.Compare(t => t[0].MaxPool2d(3, 2, 1), inputs, Tolerance);
            Float32Check.Compare(t => t[0].MaxPool2d(3, 1, 1), inputs, Tolerance);
            Float32Check.Compare(t => t[0].MaxPool2d(3, 2, 1, ceilMode: true), inputs, Tolerance);
        }
    }

    [Fact]
    public void Convolutions_of_every_number_of_channels_up_to_33()
    {
        for (int channels = 1; channels <= 33; channels++)
        {
            Tensor x = TestTensors.Normal(channels, 2, channels, 5, 6);
            Float32Check.Compare(t => t[0].Conv2d(t[1], t[2]), [x, TestTensors.Normal(2, 7, channels, 3, 3), TestTensors.Normal(3, 7)], 1e-4);
            Float32Check.Compare(
                t => t[0].Conv2d(t[1], options: new() { Padding = 1, Groups = channels }),
                [x, TestTensors.Normal(2, channels, 1, 3, 3)],
                Tolerance);
            Tensor narrow = TestTensors.Normal(channels, 2, 3, 5, 6);
            Float32Check.Compare(t => t[0].Conv2d(t[1], t[2], new() { Padding = 1 }), [narrow, TestTensors.Normal(2, channels, 3, 3, 3), TestTensors.Normal(3, channels)], 1e-4);
        }
    }

    private static void Check(int shortest, Func<int, Tensor[]> inputs, params Func<Tensor[], Tensor>[] functions)
    {
        for (int n = shortest; n <= Longest; n++)
        {
            foreach (Func<Tensor[], Tensor> function in functions)
            {
                Float32Check.Compare(function, inputs(n), Tolerance);
            }
        }
    }
}
