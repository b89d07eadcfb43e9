namespace Hone.Nn.Tests.Losses;

/// <summary>Losses over one answer for each place agree with the same losses over rows.</summary>
public sealed class SegmentationLossTests
{
    private static readonly Tensor s_scores = Tensor.From([.. Enumerable.Range(0, 2 * 3 * 2 * 2).Select(i => (float)Math.Sin(i * 1.7))], [2, 3, 2, 2]);
    private static readonly Tensor s_answers = Tensor.From([0L, 1, 2, 1, 1, 0, 2, 2], [2, 2, 2]);

    [Fact]
    public void Cross_entropy_over_places_is_cross_entropy_over_rows()
    {
        Tensor rows = s_scores.Permute(0, 2, 3, 1).Reshape(8, 3);
        double expected = rows.CrossEntropy(s_answers.Reshape(8)).Item();
        Assert.Equal(expected, new CrossEntropyLoss().Compute(s_scores, s_answers).Item(), 1e-6);
        Tensor perItem = new CrossEntropyLoss().Compute(s_scores, s_answers, Reduction.None);
        Assert.Equal([2], perItem.Shape.ToArray());
        Assert.Equal(expected, perItem.ToArray<float>().Average(), 1e-6);
    }

    [Fact]
    public void Probabilities_and_classes_keep_the_places()
    {
        var loss = new CrossEntropyLoss();
        Assert.Equal("[2, 3, 2, 2]", loss.Activation(s_scores).Shape.ToString());
        Assert.All(loss.Activation(s_scores).Sum([1]).ToArray<float>(), sum => Assert.Equal(1, sum, 1e-6f));
        Tensor classes = loss.Decode(s_scores);
        Assert.Equal("[2, 2, 2]", classes.Shape.ToString());
        Assert.Equal(s_scores.Permute(0, 2, 3, 1).Reshape(8, 3).ArgMax().ToArray<long>(), classes.ToArray<long>());
    }

    [Fact]
    public void Ignored_places_do_not_count_in_the_mean()
    {
        Tensor answers = Tensor.From([0L, 1, 9, 1, 1, 0, 9, 2], [2, 2, 2]);
        var loss = new CrossEntropyLoss(new() { IgnoreIndex = 9 });
        Tensor rows = s_scores.Permute(0, 2, 3, 1).Reshape(8, 3);
        Tensor kept = rows.IndexSelect(0, Tensor.From([0L, 1, 3, 4, 5, 7], [6]));
        double expected = kept.CrossEntropy(Tensor.From([0L, 1, 1, 1, 0, 2], [6])).Item();
        Assert.Equal(expected, loss.Compute(s_scores, answers).Item(), 1e-6);
    }

    [Fact]
    public void Focal_without_gamma_is_cross_entropy_and_dice_sums_as_fastai_does()
    {
        Assert.Equal(new CrossEntropyLoss().Compute(s_scores, s_answers).Item(), new FocalLoss(0).Compute(s_scores, s_answers).Item(), 1e-6);
        double sum = new DiceLoss().Compute(s_scores, s_answers).Item();
        Assert.Equal(sum / 6, new DiceLoss(useMean: true).Compute(s_scores, s_answers).Item(), 1e-6);
        Assert.Equal(sum, new DiceLoss().Compute(s_scores, s_answers, Reduction.None).ToArray<float>().Sum(), 1e-5);
    }

    [Fact]
    public void A_combined_loss_is_the_weighted_sum_and_reads_as_its_first_part()
    {
        var loss = new CombinedLoss((1, new CrossEntropyLoss()), (0.5, new DiceLoss(useMean: true)));
        double expected = new CrossEntropyLoss().Compute(s_scores, s_answers).Item() + (0.5 * new DiceLoss(useMean: true).Compute(s_scores, s_answers).Item());
        Assert.Equal(expected, loss.Compute(s_scores, s_answers).Item(), 1e-6);
        Assert.Equal("[2, 2, 2]", loss.Decode(s_scores).Shape.ToString());
        Assert.Contains("none", Assert.Throws<HoneException>(() => new CombinedLoss()).Message);
    }

    [Fact]
    public void Answers_of_another_size_are_refused_with_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Compute(s_scores, Tensor.Zeros([2, 3, 3], DType.Int64)));
        Assert.Contains("[2, 3, 2, 2]", error.Message);
        Assert.Contains("[2, 3, 3]", error.Message);
    }

    [Fact]
    public void Yes_or_no_losses_read_probabilities_and_answers()
    {
        Tensor x = Tensor.From([-1f, 0.5f, 2f, -3f], [2, 2]);
        Tensor t = Tensor.From([0f, 1f, 1f, 0f], [2, 2]);
        var loss = new BceWithLogitsLoss();
        double expected = x.ToArray<float>().Zip(t.ToArray<float>(), (a, b) => Math.Log(1 + Math.Exp(-a)) + ((1 - b) * a)).Average();
        Assert.Equal(expected, loss.Compute(x, t).Item(), 1e-6);
        Assert.Equal(expected, loss.Compute(x, t, Reduction.None).ToArray<float>().Average(), 1e-6);
        Assert.Equal([0f, 1f, 1f, 0f], loss.Decode(x).ToArray<float>());
        Assert.Equal([0f, 0f, 1f, 0f], new BceWithLogitsLoss(threshold: 0.7).Decode(x).ToArray<float>());
        Assert.Equal(1 / (1 + Math.Exp(1)), loss.Activation(x).ToArray<float>()[0], 1e-6);
    }

    [Fact]
    public void Absolute_differences_are_compared_item_by_item()
    {
        Tensor x = Tensor.From([1f, 2f, 3f], [3, 1]);
        Tensor t = Tensor.From([2f, 2f, 5f], [3]);
        Assert.Equal(1, new L1Loss().Compute(x, t).Item());
        Assert.Equal([1f, 0f, 2f], new L1Loss().Compute(x, t, Reduction.None).ToArray<float>());
        Assert.Contains("[3]", Assert.Throws<ShapeException>(() => new L1Loss().Compute(Tensor.Ones([3, 2]), t)).Message);
    }
}
