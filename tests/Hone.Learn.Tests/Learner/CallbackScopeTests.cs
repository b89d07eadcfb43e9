using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Callbacks that a learner has more or fewer for a while.</summary>
[Collection("memory pool")]
public sealed class CallbackScopeTests
{
    [Fact]
    public void Added_callbacks_see_fits_validations_and_predictions_until_the_scope_ends()
    {
        var counter = new Counter();
        Learner learner = New();
        int batches = learner.Data.Train.BatchCount + learner.Data.Valid.BatchCount;
        using (learner.AddedCallbacks(counter))
        {
            learner.Fit(1);
            Assert.Equal(batches, counter.Batches);
            learner.Validate();
            learner.GetPreds();
            Assert.Equal(batches + (2 * learner.Data.Valid.BatchCount), counter.Batches);
            Assert.Contains(nameof(Counter), learner.ShowLoop(), StringComparison.Ordinal);
        }

        int before = counter.Batches;
        learner.Fit(1);
        Assert.Equal(before, counter.Batches);
        Assert.DoesNotContain(nameof(Counter), learner.ShowLoop(), StringComparison.Ordinal);
    }

    [Fact]
    public void Removed_callbacks_rest_by_object_or_by_kind_until_the_scope_ends()
    {
        var first = new Counter();
        var second = new Counter();
        Learner learner = New(first);
        var options = new FitOptions { Callbacks = [second] };
        using (learner.RemovedCallbacks(first))
        {
            learner.Fit(1, options);
        }

        Assert.Equal(0, first.Batches);
        Assert.NotEqual(0, second.Batches);
        int before = second.Batches;
        using (learner.RemovedCallbacks<Counter>())
        {
            learner.Fit(1, options);
        }

        Assert.Equal((0, before), (first.Batches, second.Batches));
        learner.Fit(1, options);
        Assert.NotEqual(0, first.Batches);
    }

    [Fact]
    public void Scopes_end_in_any_order_and_each_takes_back_its_own_change()
    {
        var counter = new Counter();
        Learner learner = New();
        CallbackScope outer = learner.AddedCallbacks(counter);
        CallbackScope inner = learner.RemovedCallbacks<Counter>();
        learner.Validate();
        Assert.Equal(0, counter.Batches);

        // Opened later, it comes after the removal.
        using (learner.AddedCallbacks(counter))
        {
            learner.Validate();
            Assert.Equal(learner.Data.Valid.BatchCount, counter.Batches);
        }

        outer.Dispose();
        outer.Dispose();
        inner.Dispose();
        learner.Validate();
        Assert.Equal(learner.Data.Valid.BatchCount, counter.Batches);
    }

    [Fact]
    public void Without_the_bar_nothing_is_reported_and_the_numbers_are_the_same()
    {
        var reports = new Reports();
        var options = new FitOptions { Progress = reports };
        FitResult loud = New().Fit(1, options);
        Assert.NotEqual(0, reports.Count);
        reports.Count = 0;
        Learner learner = New();
        using (learner.NoBar())
        {
            Assert.Equal(loud.Epochs[0].ValidLoss, learner.Fit(1, options).Epochs[0].ValidLoss);
        }

        Assert.Equal(0, reports.Count);
        learner.Fit(1, options);
        Assert.NotEqual(0, reports.Count);
    }

    [Fact]
    public void The_recorder_stays()
    {
        Learner learner = New();
        HoneException error = Assert.Throws<HoneException>(() => learner.RemovedCallbacks(learner.Recorder));
        Assert.Contains("recorder", error.Message, StringComparison.Ordinal);
        Assert.Throws<HoneException>(() => learner.RemovedCallbacks<Callback>());
        learner.Fit(1);
    }

    private static Learner New(params Callback[] callbacks) => new(
        SmallTraining.Loaders(),
        new Sequential(new Flatten(), new Linear(784, 10)).Initialize(seed: 4),
        new LearnerOptions { Callbacks = callbacks });

    private sealed class Counter : Callback
    {
        public int Batches { get; private set; }

        public override void AfterBatch(LoopState state) => Batches++;
    }

    private sealed class Reports : IProgress<TrainingProgress>
    {
        public int Count { get; set; }

        public void Report(TrainingProgress value) => Count++;
    }
}
