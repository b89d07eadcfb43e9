namespace Hone.Learn.Tests;

/// <summary>How many batches a short epoch has.</summary>
[Collection("memory pool")]
public sealed class ShortEpochTests
{
    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(0.01, 10, 1)]
    [InlineData(0.01, 100, 1)]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.101, 10, 2)]
    [InlineData(0.25, 10, 3)]
    [InlineData(0.5, 10, 5)]
    [InlineData(1, 10, 10)]
    public void The_fraction_is_rounded_up_and_one_batch_always_runs(double fraction, int batches, int expected)
    {
        Assert.Equal((expected, expected), Count(new ShortEpoch(fraction), batches, batches));
    }

    [Fact]
    public void Each_part_has_its_own_fraction_and_validation_can_stay_whole()
    {
        Assert.Equal((2, 5), Count(new ShortEpoch(0.25), 8, 20));
        Assert.Equal((2, 20), Count(new ShortEpoch(0.25, shortValidation: false), 8, 20));
    }

    [Fact]
    public void Every_epoch_is_short_and_ends_as_usual()
    {
        var recorder = new EventRecorder();
        Learner learner = TinyTraining.Learner(TinyTraining.Loaders(8, 8, batchSize: 1));
        FitResult result = learner.Fit(3, new FitOptions { Callbacks = [recorder, new ShortEpoch(0.25)] });
        Assert.Equal(3, result.Epochs.Count);
        Assert.Equal(6, recorder.Events.Count(name => name == nameof(Callback.AfterStep)));
        Assert.Equal(3, recorder.Events.Count(name => name == nameof(Callback.AfterTrain)));
        Assert.Equal(3, recorder.Events.Count(name => name == nameof(Callback.AfterValidate)));
    }

    /// <summary>Batches of training and of validation in one epoch.</summary>
    private static (int Train, int Valid) Count(ShortEpoch callback, int trainBatches, int validBatches)
    {
        (int Train, int Valid) count = (0, 0);
        var recorder = new EventRecorder(nameof(Callback.BeforeBatch), state => count = state.IsTraining ? (count.Train + 1, count.Valid) : (count.Train, count.Valid + 1));
        TinyTraining.Learner(TinyTraining.Loaders(trainBatches, validBatches, batchSize: 1)).Fit(1, new FitOptions { Callbacks = [recorder, callback] });
        return count;
    }
}
