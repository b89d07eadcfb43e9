namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class SegmentationMetricTests
{
    // Two images of 1x3 pixels with three classes; the predicted classes are 0 1 2 and 2 1 0.
    private static readonly Tensor Scores = Tensor.From<float>([9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0, 9, 0, 9, 0, 0], [2, 3, 1, 3]);
    private static readonly Tensor Codes = Tensor.From<long>([0, 1, 1, 255, 1, 0], [2, 1, 3]);

    [Fact]
    public void Pixels_with_the_ignored_index_are_not_judged()
    {
        var metric = new MeanIoU(ignoreIndex: 255);
        metric.Reset();
        metric.Update(Scores, Codes);

        // Class 0: 2 of 2; class 1: 2 of 3; class 2: predicted once, never there.
        Assert.Equal(5, metric.Count);
        Assert.Equal([1.0, 2 / 3.0, 0.0], metric.PerClass);
        Assert.Equal((1 + (2 / 3.0)) / 3, metric.Value, 12);
    }

    [Fact]
    public void A_class_that_is_nowhere_is_left_out_of_means()
    {
        var metric = new MeanIoU();
        var dice = new DiceMulti();
        Tensor scores = Tensor.From<float>([9, 0, 0, 9, 0, 0], [1, 3, 2]);
        foreach (Metric each in (Metric[])[metric, dice])
        {
            each.Reset();
            each.Update(scores, Tensor.From<long>([0, 1], [1, 2]));
            Assert.Equal(1, each.Value);
        }

        Assert.True(double.IsNaN(metric.PerClass[2]));
    }

    [Fact]
    public void Channels_last_memory_gives_the_same_counts()
    {
        Tensor rows = Tensor.From<float>([9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0, 9, 0, 9, 0, 0], [2, 1, 3, 3]);
        var metric = new ForegroundAccuracy(ignoreIndex: 255);
        metric.Reset();
        metric.Update(rows.Permute(0, 3, 1, 2), Codes);
        Assert.Equal(2 / 3.0, metric.Value, 12);
    }

    [Fact]
    public void Batches_stream_without_keeping_pixels()
    {
        var metric = new MeanIoU();
        metric.Reset();
        Tensor scores = Tensor.Zeros([4, 3, 32, 32]);
        Tensor codes = Tensor.Zeros([4, 32, 32], DType.Int64);
        metric.Update(scores, codes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            using StepScope step = StepScope.Begin();
            metric.Update(scores, codes);
        }

        Assert.Equal(21 * 4096, metric.Count);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 * 4096, "less than a byte for each pixel");
    }

    [Fact]
    public void Bad_shapes_and_codes_are_named()
    {
        var metric = new MeanIoU();
        ShapeException shape = Assert.Throws<ShapeException>(() => metric.Update(Scores, Tensor.Zeros([2, 3], DType.Int64)));
        Assert.Contains("[2, 3, 1, 3]", shape.Message);
        Assert.Contains("[2, 3]", shape.Message);
        HoneDataException data = Assert.Throws<HoneDataException>(() => metric.Update(Scores, Codes));
        Assert.Contains("255", data.Message);
        Assert.Contains("0 to 2", data.Message);
        shape = Assert.Throws<ShapeException>(() => new Dice().Update(Scores, Codes));
        Assert.Contains("3 classes", shape.Message);
        Assert.Contains("DiceMulti", shape.Message);
        shape = Assert.Throws<ShapeException>(() => new JaccardCoeff().Update(Scores, Codes));
        Assert.Contains("MeanIoU", shape.Message);
        data = Assert.Throws<HoneDataException>(() => new Accuracy().Update(Tensor.Zeros([1, 2]), Tensor.From<long>([7], [1])));
        Assert.Contains("7", data.Message);
    }
}
