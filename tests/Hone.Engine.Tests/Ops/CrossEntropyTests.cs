using Hone.Testing;

namespace Hone.Engine.Tests.Ops;

public sealed class CrossEntropyTests
{
    private static readonly Tensor Targets = Tensor.From([2L, 0, -100, 4], [4]);

    public static TheoryData<double, bool, Reduction> Variants()
    {
        var variants = new TheoryData<double, bool, Reduction>();
        foreach (double smoothing in new[] { 0, 0.1, 1 })
        {
            foreach (bool weighted in new[] { false, true })
            {
                foreach (Reduction reduction in Enum.GetValues<Reduction>())
                {
                    variants.Add(smoothing, weighted, reduction);
                }
            }
        }

        return variants;
    }

    [Theory]
    [MemberData(nameof(Variants))]
    [ChecksGradientOf(typeof(Hone.Ops.CrossEntropy))]
    public void Gradient_matches_finite_differences(double smoothing, bool weighted, Reduction reduction)
    {
        CrossEntropyOptions options = Options(smoothing, weighted, reduction);
        Tensor probabilities = Probabilities();
        GradCheck.Check(t => t[0].CrossEntropy(Targets, options), [TestTensors.Normal(1, 4, 5)]);
        GradCheck.Check(t => t[0].CrossEntropy(Targets, options), [TestTensors.Transposed(1, 4, 5)]);
        GradCheck.Check(t => t[0].CrossEntropy(probabilities, options), [TestTensors.Normal(1, 4, 5)]);
    }

    [Fact]
    public void Float32_agrees_with_float64_for_every_number_of_classes()
    {
        for (int classes = 1; classes <= 33; classes++)
        {
            Tensor targets = Tensor.From([0L, classes - 1, classes / 2], [3]);
            Float32Check.Compare(t => t[0].CrossEntropy(targets), [TestTensors.Normal(classes, 3, classes)], tolerance: 1e-6);
            Float32Check.Compare(t => t[0].CrossEntropy(targets, new() { LabelSmoothing = 0.1 }), [TestTensors.Normal(classes, 3, classes)], tolerance: 2e-6);
        }
    }

    [Fact]
    public void Equal_logits_cost_the_log_of_the_number_of_classes() =>
        Assert.Equal(Math.Log(10), Tensor.Zeros([8, 10]).CrossEntropy(Tensor.Zeros([8], DType.Int64)).Item(), 1e-6);

    [Fact]
    public void Large_logits_neither_overflow_nor_lose_the_difference()
    {
        Tensor logits = Tensor.From([10000f, 10001f, -10000f], [1, 3]);
        Assert.Equal(Math.Log(1 + Math.E), logits.CrossEntropy(Tensor.From([0L], [1])).Item(), 1e-6);
    }

    [Fact]
    public void Ignored_rows_have_no_gradient_and_do_not_count()
    {
        Tensor logits = TestTensors.Normal(1, 4, 5);
        logits.RequiresGrad = true;
        Tensor loss = logits.CrossEntropy(Targets);
        loss.Backward();
        double[] each = logits.Detach().CrossEntropy(Targets, new() { Reduction = Reduction.None }).ToArray<double>();
        Assert.Equal(each.Sum() / 3, loss.Item(), 1e-12);
        Assert.All(logits.Grad!.ToArray<double>()[10..15], g => Assert.Equal(0, g));
    }

    [Fact]
    public void A_batch_without_counted_rows_has_no_mean() =>
        Assert.True(double.IsNaN(Tensor.Zeros([1, 3]).CrossEntropy(Tensor.From([-100L], [1])).Item()));

    [Fact]
    public void Smoothing_equals_smoothed_probabilities()
    {
        Tensor logits = TestTensors.Normal(1, 1, 4);
        double smooth = logits.CrossEntropy(Tensor.From([1L], [1]), new() { LabelSmoothing = 0.2 }).Item();
        double soft = logits.CrossEntropy(Tensor.From([0.05, 0.85, 0.05, 0.05], [1, 4])).Item();
        Assert.Equal(soft, smooth, 1e-12);
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads() => ThreadCheck.SameBits(
        t => t[0].CrossEntropy(Tensor.Zeros([700], DType.Int64), new() { LabelSmoothing = 0.1 }),
        Float32Check.Narrow(TestTensors.Normal(1, 700, 83)));

    [Fact]
    public void A_target_out_of_range_is_named_with_its_row()
    {
        var error = Assert.Throws<HoneException>(() => Tensor.Zeros([2, 3]).CrossEntropy(Tensor.From([0L, 3], [2])));
        Assert.Contains("targets in 0..2", error.Message);
        Assert.Contains("target 3 in row 1", error.Message);
    }

    [Fact]
    public void Targets_of_another_shape_or_type_are_named()
    {
        Assert.Contains(
            "logits Float32 [2, 3], targets Int64 [3]",
            Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).CrossEntropy(Tensor.Zeros([3], DType.Int64))).Message);
        Assert.Contains(
            "targets Float32 [2]",
            Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).CrossEntropy(Tensor.Zeros([2]))).Message);
    }

    [Fact]
    public void Class_weights_and_smoothing_that_do_not_fit_are_named()
    {
        Tensor targets = Tensor.Zeros([2], DType.Int64);
        Assert.Contains(
            "Float32 [4]",
            Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).CrossEntropy(targets, new() { ClassWeights = Tensor.Ones([4]) })).Message);
        Assert.Contains(
            "1.5",
            Assert.Throws<HoneException>(() => Tensor.Zeros([2, 3]).CrossEntropy(targets, new() { LabelSmoothing = 1.5 })).Message);
    }

    [Fact]
    public void Targets_that_want_a_gradient_are_refused()
    {
        Tensor targets = Tensor.Zeros([2, 3]);
        targets.RequiresGrad = true;
        Assert.Contains("[2, 3]", Assert.Throws<HoneException>(() => Tensor.Zeros([2, 3]).CrossEntropy(targets)).Message);
    }

    private static CrossEntropyOptions Options(double smoothing, bool weighted, Reduction reduction) => new()
    {
        LabelSmoothing = smoothing,
        Reduction = reduction,
        ClassWeights = weighted ? Tensor.From([1.0, 0.5, 2, 3, 0.25], [5]) : null,
    };

    private static Tensor Probabilities() => Tensor.From(
        [0.1, 0.2, 0.3, 0.4, 0, 1, 0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2, 0, 0.5, 0, 0.5, 0],
        [4, 5]);
}
