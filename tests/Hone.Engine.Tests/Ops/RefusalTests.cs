namespace Hone.Engine.Tests.Ops;

/// <summary>Options and operands that were taken in silence once, or refused in the name of another operation.</summary>
public sealed class RefusalTests
{
    private static readonly Tensor Classes = Tensor.From([0L, 2], [2]);

    [Fact]
    public void A_choice_without_a_name_is_refused_by_every_operation()
    {
        var reduction = (Reduction)9;
        Tensor x = Tensor.Zeros([2, 3]);
        Tensor image = Tensor.Zeros([1, 1, 4, 4]);
        Tensor grid = Tensor.Zeros([1, 2, 2, 2]);
        Action[] losses =
        [
            () => x.CrossEntropy(Classes, new() { Reduction = reduction }),
            () => x.FocalLoss(Classes, reduction: reduction),
            () => x.NllLoss(Classes, new() { Reduction = reduction }),
            () => x.MseLoss(x, reduction),
            () => x.L1Loss(x, reduction),
            () => x.HuberLoss(x, 1, reduction),
            () => x.SmoothL1Loss(x, 1, reduction),
            () => x.BinaryCrossEntropyWithLogits(x, new() { Reduction = reduction }),
            () => Tensor.Zeros([2, 3, 4]).DiceLoss(Tensor.Zeros([2, 4], DType.Int64), reduction: reduction),
        ];
        Assert.All(losses, loss => Refused<HoneException>(loss, "Reduction Mean, Sum, None", "(Reduction)9", "try: use Reduction.Mean"));
        Refused<HoneException>(() => image.Interpolate(new() { Size = 2, Mode = (InterpolateMode)7 }), "where: Interpolate", "(InterpolateMode)7");
        Refused<HoneException>(() => image.GridSample(grid, new() { Mode = (GridSampleMode)9 }), "where: GridSample", "(GridSampleMode)9");
        Refused<HoneException>(() => image.GridSample(grid, new() { Padding = (GridSamplePadding)9 }), "where: GridSample", "(GridSamplePadding)9");
        Refused<HoneException>(() => Classes.Reshape(1, 2).EmbeddingBag(Tensor.Zeros([3, 2]), options: new() { Mode = (EmbeddingBagMode)9 }), "where: EmbeddingBag", "(EmbeddingBagMode)9");
        Refused<HoneException>(() => x.Pad([1, 1], (PadMode)9), "where: Pad", "(PadMode)9");
        Refused<HoneException>(() => x.Gelu((GeluForm)9), "where: Gelu", "(GeluForm)9");
    }

    [Fact]
    public void Class_weights_that_require_a_gradient_are_refused()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Tensor weights = Tensor.Ones([3]);
        weights.RequiresGrad = true;
        Action[] losses =
        [
            () => x.CrossEntropy(Classes, new() { ClassWeights = weights }),
            () => x.FocalLoss(Classes, classWeights: weights),
            () => x.NllLoss(Classes, new() { ClassWeights = weights }),
        ];
        Assert.All(losses, loss => Refused<HoneException>(loss, "no gradient for its class weights", "class weights [3]", "Detach()"));
        Assert.Equal(Math.Log(3), x.CrossEntropy(Classes, new() { ClassWeights = weights.Detach() }).Item(), 1e-6);
    }

    [Fact]
    public void Sizes_beyond_memory_are_refused_before_any_table_is_made()
    {
        Tensor x = Tensor.Zeros([1, 1, 4, 3]);
        Refused<ShapeException>(() => x.Interpolate(new() { Size = int.MaxValue }), "at most 2147483647 elements", "[1, 1, 2147483647, 2147483647]", "where: Interpolate", "try:");
        Refused<HoneException>(() => Tensor.Zeros([0, 1, 4, 3]).Interpolate(new() { Size = int.MaxValue }), "4611686014132420609 bytes", "where: Interpolate");
        Refused<ShapeException>(() => x.Interpolate(new() { ScaleFactor = 1e9 }), "at most 2147483647 pixels along an axis", "x [1, 1, 4, 3] times 1000000000", "use a smaller factor");
        Refused<ShapeException>(() => x.Interpolate(new() { ScaleFactor = double.PositiveInfinity }), "use a smaller factor");
        Refused<ShapeException>(() => x.Interpolate(new() { ScaleFactor = -1 }), "at least 1x1", "times -1");
    }

    [Fact]
    public void Padding_beyond_32_bits_is_refused()
    {
        Tensor x = Tensor.Zeros([1, 3]);
        Refused<ShapeException>(() => x.Pad([int.MaxValue, 1]), "2147483647 before and 1 after axis 1 of shape [1, 3]", "where: Pad");
        Refused<ShapeException>(() => x.Pad([int.MaxValue, int.MaxValue], PadMode.Replicate), "2147483647 before and 2147483647 after axis 1");
    }

    [Fact]
    public void Too_many_elements_name_the_operation()
    {
        Tensor row = Tensor.Zeros([1, 65536]);
        Refused<ShapeException>(() => _ = row + row.Transpose(), "at most 2147483647 elements", "[65536, 65536]", "where: ");
        Refused<ShapeException>(() => row.Transpose().MatMul(row), "at most 2147483647 elements", "[65536, 65536]", "where: MatMul");
        Refused<ShapeException>(() => Classes.OneHot(int.MaxValue), "at most 2147483647 elements", "[2, 2147483647]", "where: OneHot");
        Refused<ShapeException>(() => _ = Shape.Create([65536, 65536]), "[65536, 65536]", "where: Shape");
    }

    [Fact]
    public void Linear_names_itself_and_both_types_where_the_bias_has_another()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Refused<HoneException>(() => x.Linear(Tensor.Zeros([4, 3]), Tensor.Zeros([4], DType.Float64)), "bias Float64 [4]", "Float32", "where: Linear", "To(DType.Float32)");
    }

    [Fact]
    public void Poolings_of_sequences_speak_of_sequences()
    {
        Tensor x = Tensor.Zeros([1, 2, 3]);
        Tensor many = Tensor.Zeros([1, 2, 400]);
        Refused<ShapeException>(() => many.MaxPool1d(300), "MaxPool1d takes kernels of at most 256.", "kernel 300", "where: MaxPool1d");
        Refused<ShapeException>(() => x.MaxPool1d(4), "x [1, 2, 3] with padding 0, kernel 4", "where: MaxPool1d");
        Refused<ShapeException>(() => x.AvgPool1d(4), "x [1, 2, 3] with padding 0, kernel 4", "where: AvgPool1d");
        Refused<ShapeException>(() => x.MaxPool1d(2, padding: 2), "kernel 2, stride 2, padding 2", "at most 1", "where: MaxPool1d");
        Refused<ShapeException>(() => x.AvgPool1d(0), "kernel 0, stride 0, padding 0", "where: AvgPool1d");
        Refused<ShapeException>(() => x.AdaptiveAvgPool1d(0), "x [1, 2, 3], output 0", "where: AdaptiveAvgPool1d");
        Refused<ShapeException>(() => Tensor.Zeros([1, 2, 0]).AdaptiveAvgPool1d(1), "x [1, 2, 0], output 1", "where: AdaptiveAvgPool1d");
        Assert.Equal([1, 2, 1], x.MaxPool1d(1, int.MaxValue, ceilMode: true).Shape);
    }

    [Fact]
    public void Losses_name_themselves_and_what_to_try()
    {
        Tensor pixels = Tensor.From([0L, 3, 1, 2], [2, 2]);
        Refused<ShapeException>(() => Tensor.Zeros([2, 3, 2]).DiceLoss(pixels), "DiceLoss needs classes in 0..2", "3 at position 1 of shape [2, 2]", "where: DiceLoss", "logits [2, 3, 2]");
        Refused<ShapeException>(() => Tensor.Zeros([2, 3, 2]).CrossEntropy(Tensor.Zeros([2, 2], DType.Int64)), "logits Float32 [2, 3, 2]", "CrossEntropyLoss");
        Refused<ShapeException>(() => Tensor.Zeros([2, 3]).CrossEntropy(Tensor.Zeros([3], DType.Int64)), "one class index for each row");
        Refused<ShapeException>(() => Tensor.Zeros([2]).CrossEntropy(Tensor.Zeros([2], DType.Int64)), "one number for each class");
        Refused<ShapeException>(() => Tensor.Zeros([2, 3, 2]).NllLoss(Tensor.Zeros([2, 2], DType.Int64)), "Reshape(-1, classes)");
        Refused<ShapeException>(() => Classes.OneHot(2), "2 at position 1 of shape [2]", "where: OneHot", "try:");
    }

    private static void Refused<TError>(Action use, params string[] parts)
        where TError : HoneException
    {
        string message = Assert.Throws<TError>(use).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
