using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Callbacks around predictions, and callbacks that keep them.</summary>
[Collection("memory pool")]
public sealed class PredictionCallbackTests
{
    [Fact]
    public void Options_need_no_name_and_a_token_is_still_a_token()
    {
        Learner learner = TinyTraining.Learner();
        float[] expected = learner.GetPreds().Outputs.ToArray();
        Assert.NotNull(learner.GetPreds(null, new() { WithDecoded = true }).Decoded);
        Assert.NotEqual(expected, learner.GetPreds(learner.Data.Valid, new() { Activate = false }).Outputs.ToArray());
        Assert.Equal(expected, learner.GetPreds(null, default).Outputs.ToArray());
        Assert.Equal(expected, learner.GetPreds(null, CancellationToken.None).Outputs.ToArray());
        Assert.Equal(expected, learner.GetPreds(cancellationToken: CancellationToken.None).Outputs.ToArray());
        Assert.ThrowsAny<OperationCanceledException>(() => learner.GetPreds(null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Dropout_drops_in_predictions_only_while_asked_to()
    {
        Learner learner = Dropping();
        learner.Fit(1);
        float[] plain = learner.GetPreds().Outputs.ToArray();
        var options = new GetPredsOptions { Callbacks = [new MCDropout()] };
        float[] first = learner.GetPreds(null, options).Outputs.ToArray();
        float[] second = learner.GetPreds(null, options).Outputs.ToArray();

        Assert.NotEqual(plain, first);
        Assert.NotEqual(first, second);
        Assert.Equal(plain, learner.GetPreds().Outputs.ToArray());

        // The normalization stayed in evaluation: its statistics are those of before.
        Assert.All(learner.Model.Modules(), module => Assert.False(module.IsTraining));
    }

    [Fact]
    public void The_same_seed_gives_the_same_spread()
    {
        var options = new GetPredsOptions { Callbacks = [new MCDropout()] };
        Assert.Equal(Dropping().GetPreds(null, options).Outputs.ToArray(), Dropping().GetPreds(null, options).Outputs.ToArray());
    }

    [Fact]
    public void Outputs_before_the_activation_and_inputs_are_kept_when_asked_for()
    {
        Learner learner = Dropping();
        Predictions raw = learner.GetPreds(null, new GetPredsOptions { Activate = false, WithInputs = true });
        Predictions plain = learner.GetPreds();
        Assert.Null(plain.Inputs);
        Assert.Equal(plain.Count * 784, raw.Inputs!.Count);
        Assert.Equal(plain.Losses, raw.Losses);
        double sum = Enumerable.Range(0, 10).Sum(c => Math.Exp(raw.Row(3)[c]));
        Assert.All(Enumerable.Range(0, 10), c => Assert.Equal(Math.Exp(raw.Row(3)[c]) / sum, plain.Row(3)[c], 1e-5));
        using EpochReader batches = learner.Data.Valid.Read();
        batches.MoveNext();
        Assert.Equal(batches.Current.Input.ToArray<float>(), raw.Inputs.Take(batches.Current.Count * 784));
        batches.Current.Release();
    }

    [Fact]
    public void A_pass_that_a_callback_cuts_short_is_an_error_with_its_reason()
    {
        Learner learner = Dropping();
        var error = Assert.Throws<HoneException>(() => learner.GetPreds(null, new GetPredsOptions { Callbacks = [new StopAtOnce()] }));
        Assert.Contains("all 200 items", error.Message);
        Assert.Contains("enough seen", error.Message);
    }

    [Fact]
    public void The_predictions_of_each_epoch_are_there_for_other_callbacks()
    {
        Learner learner = Dropping();
        var fetch = new FetchPreds();
        var watch = new Watch(fetch);
        Assert.Null(fetch.Predictions);
        learner.Fit(2, new FitOptions { Callbacks = [fetch, watch] });
        Assert.Equal([200, 200], watch.Counts);
        Predictions again = learner.GetPreds();
        Assert.Equal(again.Outputs.ToArray(), fetch.Predictions!.Outputs.ToArray());
        Assert.Equal(again.Ids, fetch.Predictions.Ids);
        Assert.Equal(again.Targets, fetch.Predictions.Targets);
    }

    [Fact]
    public void Predictions_for_another_loader_leave_the_training_as_it_is()
    {
        Learner plain = Dropping();
        plain.Fit(2);
        Learner watched = Dropping();
        var fetch = new FetchPreds(watched.Data.Train);
        watched.Fit(2, new FitOptions { Callbacks = [fetch] });
        Assert.Equal(plain.Recorder.Losses, watched.Recorder.Losses);
        Assert.Equal(plain.Recorder.Epochs.Select(epoch => epoch.ValidLoss), watched.Recorder.Epochs.Select(epoch => epoch.ValidLoss));
        Assert.Equal(watched.GetPreds(watched.Data.Train).Outputs.ToArray(), fetch.Predictions!.Outputs.ToArray());
        Assert.Equal(400, fetch.Predictions.Count);
    }

    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new GetPredsOptions();
        Assert.True(options.Activate);
        Assert.False(options.WithInputs);
        Assert.Empty(options.Callbacks);
    }

    private static Learner Dropping() => new(
        SmallTraining.Loaders(),
        new Sequential(new Flatten(), new Linear(784, 32), new BatchNorm1d(32), new ReLU(), new Dropout(0.5), new Linear(32, 10)).Initialize(seed: 4));

    private sealed class StopAtOnce : Callback
    {
        public override void BeforeBatch(LoopState state)
        {
            state.StopReason = "enough seen";
            state.CancelFit = true;
        }
    }

    private sealed class Watch(FetchPreds fetch) : Callback
    {
        public List<int> Counts { get; } = [];

        public override int Order => 1;

        public override void AfterEpoch(LoopState state) => Counts.Add(fetch.Predictions!.Count);
    }
}
