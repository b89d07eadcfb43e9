using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class EmaTests
{
    [Fact]
    public void Validation_judges_the_average_and_training_goes_on_with_the_weights()
    {
        // Without a warm-up and with a decay near 1 the average stays where the fit began.
        var options = new ModelEmaOptions { Decay = 0.999999, WarmUp = false };
        Learner plain = SmallTraining.Learner();
        Learner averaged = SmallTraining.Learner(options: new LearnerOptions { Metrics = [new Accuracy()], Callbacks = [new Ema(options, keepAverage: false)] });
        double untrained = plain.Validate().Loss;

        plain.Fit(2);
        averaged.Fit(2);

        Assert.Equal(untrained, averaged.Recorder.Epochs[1].ValidLoss, 1e-3);
        Assert.NotEqual(plain.Recorder.Epochs[1].ValidLoss, averaged.Recorder.Epochs[1].ValidLoss);
        Assert.Equal(SmallTraining.Weights(plain.Model), SmallTraining.Weights(averaged.Model));
    }

    [Fact]
    public void The_fit_ends_with_the_average_that_was_judged()
    {
        var ema = new Ema(new ModelEmaOptions { Decay = 0.9 });
        Learner learner = SmallTraining.Learner(options: new LearnerOptions { Metrics = [new Accuracy()], Callbacks = [ema] });

        learner.Fit(2);

        Assert.Equal(learner.Recorder.Epochs[^1].ValidLoss, learner.Validate().Loss, 1e-9);
        Assert.True(ema.Average!.IsSwappedIn);
        learner.Fit(1);
        Assert.Equal(learner.Recorder.Epochs[^1].ValidLoss, learner.Validate().Loss, 1e-9);
    }
}
