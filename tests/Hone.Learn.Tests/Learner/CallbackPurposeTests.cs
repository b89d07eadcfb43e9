using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Where the callbacks of a learner run, and what a batch that they cancel leaves behind.</summary>
[Collection("memory pool")]
public sealed class CallbackPurposeTests
{
    [Fact]
    public void What_changes_batches_does_so_in_fits_searches_validations_and_predictions()
    {
        var counter = new Counter();
        Learner learner = New(counter);
        int train = learner.Data.Train.BatchCount;
        int valid = learner.Data.Valid.BatchCount;
        learner.Fit(1);
        Assert.Equal(train + valid, counter.Count);
        learner.Validate();
        Assert.Equal(train + (2 * valid), counter.Count);
        learner.GetPreds();
        Assert.Equal(train + (3 * valid), counter.Count);
        LrFindResult found = learner.LrFind(new LrFindOptions { Iterations = 7, StopOnDivergence = false });
        Assert.Equal(train + (3 * valid) + found.Losses.Count, counter.Count);
    }

    [Fact]
    public void What_watches_a_fit_leaves_searches_and_predictions_alone()
    {
        using var folder = new TemporaryFolder();
        string csv = Path.Combine(folder.Root, "log.csv");
        Learner learner = New(new CsvLogger(csv), new ShortEpoch(0.1), new EarlyStopping(), new SaveModel(Path.Combine(folder.Root, "best.model")));
        learner.LrFind(new LrFindOptions { Iterations = learner.Data.Train.BatchCount + 3, StopOnDivergence = false });
        Assert.Equal(learner.Data.Valid.ItemCount, learner.GetPreds().Count);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void The_search_sees_the_mixed_batches_of_the_training()
    {
        var options = new LrFindOptions { Iterations = 7, StopOnDivergence = false };
        Assert.NotEqual(New().LrFind(options).Losses, New(new MixUp()).LrFind(options).Losses);
    }

    [Fact]
    public void Gradients_that_a_search_left_adding_up_are_gone_in_the_next_fit()
    {
        // Seven batches of 64 with a step every 1,000 items end between two steps.
        Learner plain = New(new GradientAccumulation(1000));
        double expected = plain.Fit(1).Epochs[0].ValidLoss;
        Learner searched = New(new GradientAccumulation(1000));
        searched.LrFind(new LrFindOptions { Iterations = 7, StopOnDivergence = false });
        Assert.Equal(expected, searched.Fit(1).Epochs[0].ValidLoss);
    }

    [Fact]
    public void A_batch_that_is_cancelled_before_backward_has_no_gradient_and_no_step()
    {
        Learner learner = New(new CancelBeforeBackward());
        float[] before = Weights(learner);
        learner.Fit(1);
        Assert.Equal(before, Weights(learner));
        Assert.All(learner.Model.Parameters(), parameter => Assert.Null(parameter.Grad));
    }

    private static float[] Weights(Learner learner) => [.. learner.Model.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];

    private static Learner New(params Callback[] callbacks) => new(
        SmallTraining.Loaders(),
        new Sequential(new Flatten(), new Linear(784, 10)).Initialize(seed: 4),
        new LearnerOptions { Callbacks = callbacks });

    private sealed class Counter : Callback
    {
        public int Count { get; private set; }

        public override void BeforeBatch(LoopState state) => Count++;
    }

    private sealed class CancelBeforeBackward : Callback
    {
        public override void BeforeBackward(LoopState state) => state.CancelBatch = true;
    }
}
