namespace Hone.Learn.Tests;

/// <summary>The events of the loop in their order, whole and cut short at every level.</summary>
[Collection("memory pool")]
public sealed class LoopEventTests
{
    private const string Step = "BeforeBatch AfterPrediction AfterLoss BeforeBackward AfterBackward BeforeStep AfterStep AfterBatch";
    private const string Train = $"BeforeTrain {Step} {Step} AfterTrain";
    private const string Valid = "BeforeValidate BeforeBatch AfterPrediction AfterLoss AfterBatch AfterValidate";
    private const string Epoch = $"BeforeEpoch {Train} {Valid} AfterEpoch";
    private const string Begun = "BeforeBatch AfterPrediction AfterLoss";

    [Fact]
    public void A_fit_of_one_epoch_and_two_batches()
    {
        Check(new EventRecorder(), $"BeforeFit {Epoch} AfterFit");
    }

    [Theory]
    [InlineData("BeforeBatch", "BeforeBatch")]
    [InlineData("AfterPrediction", "BeforeBatch AfterPrediction")]
    [InlineData("AfterLoss", Begun)]
    [InlineData("BeforeBackward", $"{Begun} BeforeBackward")]
    [InlineData("AfterBackward", $"{Begun} BeforeBackward AfterBackward")]
    [InlineData("BeforeStep", $"{Begun} BeforeBackward AfterBackward BeforeStep")]
    public void A_cancelled_batch_ends_there_without_a_step_and_the_next_one_follows(string at, string events)
    {
        const string Cancelled = "AfterCancelBatch AfterBatch";
        var recorder = new EventRecorder(at, state => state.CancelBatch = state.IsTraining);
        Learner learner = TinyTraining.Learner();
        float[] before = SmallTraining.Weights(learner.Model);
        learner.Fit(1, new FitOptions { Callbacks = [recorder] });
        Assert.Equal($"BeforeFit BeforeEpoch BeforeTrain {events} {Cancelled} {events} {Cancelled} AfterTrain {Valid} AfterEpoch AfterFit", string.Join(' ', recorder.Events));
        Assert.Equal(before, SmallTraining.Weights(learner.Model));
        Assert.All(learner.Model.Parameters(), parameter => Assert.Null(parameter.Grad));
    }

    [Fact]
    public void A_validation_batch_can_be_cancelled_too()
    {
        var recorder = new EventRecorder("AfterPrediction", state => state.CancelBatch = !state.IsTraining);
        Check(recorder, $"BeforeFit BeforeEpoch {Train} BeforeValidate BeforeBatch AfterPrediction AfterCancelBatch AfterBatch AfterValidate AfterEpoch AfterFit");
    }

    [Theory]
    [InlineData("BeforeTrain", "BeforeTrain")]
    [InlineData("AfterLoss", $"BeforeTrain {Begun}")]
    [InlineData("BeforeStep", $"BeforeTrain {Begun} BeforeBackward AfterBackward BeforeStep")]
    [InlineData("AfterBatch", $"BeforeTrain {Step}")]
    public void A_cancelled_training_part_ends_there_and_validation_follows(string at, string events)
    {
        var recorder = new EventRecorder(at, state => state.CancelTrain = state.IsTraining);
        Check(recorder, $"BeforeFit BeforeEpoch {events} AfterCancelTrain AfterTrain {Valid} AfterEpoch AfterFit");
    }

    [Theory]
    [InlineData("BeforeValidate", "BeforeValidate")]
    [InlineData("BeforeBatch", "BeforeValidate BeforeBatch")]
    [InlineData("AfterLoss", $"BeforeValidate {Begun}")]
    [InlineData("AfterBatch", $"BeforeValidate {Begun} AfterBatch")]
    public void A_cancelled_validation_part_ends_there(string at, string events)
    {
        var recorder = new EventRecorder(at, state => state.CancelValidate = !state.IsTraining);
        Check(recorder, $"BeforeFit BeforeEpoch {Train} {events} AfterCancelValidate AfterValidate AfterEpoch AfterFit");
    }

    [Theory]
    [InlineData("BeforeEpoch", "BeforeEpoch")]
    [InlineData("BeforeTrain", "BeforeEpoch BeforeTrain")]
    [InlineData("AfterLoss", $"BeforeEpoch BeforeTrain {Begun}")]
    [InlineData("AfterBatch", $"BeforeEpoch BeforeTrain {Step}")]
    [InlineData("AfterTrain", $"BeforeEpoch {Train}")]
    [InlineData("BeforeValidate", $"BeforeEpoch {Train} BeforeValidate")]
    [InlineData("AfterValidate", $"BeforeEpoch {Train} {Valid}")]
    public void A_cancelled_epoch_ends_there_without_the_ends_of_its_parts_and_the_next_one_is_whole(string at, string events)
    {
        var recorder = new EventRecorder(at, state => state.CancelEpoch = state.Epoch == 0);
        Check(recorder, $"BeforeFit {events} AfterCancelEpoch AfterEpoch {Epoch} AfterFit", epochs: 2);
    }

    [Theory]
    [InlineData("BeforeFit", "BeforeFit")]
    [InlineData("BeforeEpoch", "BeforeFit BeforeEpoch")]
    [InlineData("BeforeBatch", "BeforeFit BeforeEpoch BeforeTrain BeforeBatch")]
    [InlineData("AfterBackward", $"BeforeFit BeforeEpoch BeforeTrain {Begun} BeforeBackward AfterBackward")]
    [InlineData("AfterBatch", $"BeforeFit BeforeEpoch BeforeTrain {Step}")]
    [InlineData("BeforeValidate", $"BeforeFit BeforeEpoch {Train} BeforeValidate")]
    [InlineData("AfterValidate", $"BeforeFit BeforeEpoch {Train} {Valid}")]
    [InlineData("AfterEpoch", $"BeforeFit {Epoch}")]
    public void A_cancelled_fit_ends_there_without_the_ends_of_what_it_was_in(string at, string events)
    {
        var recorder = new EventRecorder(at, state => state.CancelFit = true);
        Check(recorder, $"{events} AfterCancelFit AfterFit", epochs: 2);
    }

    [Fact]
    public void After_an_error_no_event_follows_and_the_next_fit_is_whole()
    {
        var failing = new EventRecorder("AfterLoss", _ => throw new InvalidOperationException("planted"));
        Learner learner = TinyTraining.Learner();
        var error = Assert.Throws<InvalidOperationException>(() => learner.Fit(1, new FitOptions { Callbacks = [failing] }));
        Assert.Equal("planted", error.Message);
        Assert.Equal($"BeforeFit BeforeEpoch BeforeTrain {Begun}", string.Join(' ', failing.Events));
        var recorder = new EventRecorder();
        learner.Fit(1, new FitOptions { Callbacks = [recorder] });
        Assert.Equal($"BeforeFit {Epoch} AfterFit", string.Join(' ', recorder.Events));
    }

    private static void Check(EventRecorder recorder, string expected, int epochs = 1)
    {
        TinyTraining.Learner().Fit(epochs, new FitOptions { Callbacks = [recorder] });
        Assert.Equal(expected, string.Join(' ', recorder.Events));
    }
}
