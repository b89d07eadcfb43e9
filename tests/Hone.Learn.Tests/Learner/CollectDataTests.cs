using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Callbacks that look into batches and layers.</summary>
[Collection("memory pool")]
public sealed class CollectDataTests
{
    [Fact]
    public void Every_batch_of_a_fit_is_kept_with_what_the_model_said()
    {
        var collected = new CollectData();
        Learner learner = New();
        learner.Fit(2, new FitOptions { Callbacks = [collected] });
        int perEpoch = learner.Data.Train.BatchCount + learner.Data.Valid.BatchCount;
        Assert.Equal(2 * perEpoch, collected.Batches.Count);
        Assert.Equal(learner.Data.Train.BatchCount, collected.Batches.Count(batch => batch is { Epoch: 1, IsTraining: true }));
        CollectedBatch[] last = [.. collected.Batches.Where(batch => batch is { Epoch: 1, IsTraining: false })];

        // The validation of the last epoch is what the learner predicts afterwards.
        Predictions predictions = learner.GetPreds(null, new GetPredsOptions { Activate = false, WithInputs = true });
        Assert.Equal(predictions.Outputs.ToArray(), last.SelectMany(batch => batch.Prediction!));
        Assert.Equal(predictions.Inputs!, last.SelectMany(batch => batch.Inputs[0]));
        Assert.Equal(predictions.Ids, last.SelectMany(batch => batch.Ids));
        Assert.Equal(predictions.TargetValues!, last.SelectMany(batch => batch.Target!));
        Assert.Equal(Shape.Create([last[0].Ids.Count, 10]), last[0].PredictionShape);
        Assert.Equal(predictions.Losses!.Take(last[0].Ids.Count).Average(loss => (double)loss), last[0].Loss, 1e-5);
    }

    [Fact]
    public void Hooks_see_the_chosen_layers_every_few_steps_and_let_go_after_the_fit()
    {
        var seen = new Seen(every: 2);
        Learner learner = New();
        learner.Fit(1, new FitOptions { Callbacks = [seen] });
        int looks = (learner.Data.Train.BatchCount + 1) / 2;
        Assert.Equal(looks, seen.Training.Count);
        Assert.All(seen.Training, look => Assert.Equal("1", look.Path));
        Assert.All(seen.Training, look => Assert.Equal(784, look.Input.AsSpan()[1]));
        learner.Validate();
        Assert.Equal(looks, seen.Training.Count);
    }

    [Fact]
    public void Hooks_of_the_backward_pass_see_gradients_in_training_alone()
    {
        var seen = new SeenBack(every: 2);
        Learner learner = New();
        learner.Fit(1, new FitOptions { Callbacks = [seen] });
        Assert.Equal((learner.Data.Train.BatchCount + 1) / 2, seen.Sums.Count);

        // The gradients of cross entropy add up to zero over the classes, and their sizes to at most 2 for the mean over a batch.
        Assert.All(seen.Sums, sums => Assert.Equal(0, sums.Sum, 1e-5));
        Assert.All(seen.Sums, sums => Assert.InRange(sums.Size, 0.1, 2));
        Assert.Equal(["1"], seen.Paths);
        int calls = seen.Sums.Count;
        learner.Fit(1);
        Assert.Equal(calls, seen.Sums.Count);
    }

    [Fact]
    public void A_hook_that_is_not_written_is_named()
    {
        string message = Assert.Throws<HoneException>(() => New().Fit(1, new FitOptions { Callbacks = [new Unwritten()] })).Message;
        Assert.Contains("overrides HookBackward", message);
        Assert.Contains("Unwritten", message);
    }

    private static Learner New() => new(SmallTraining.Loaders(), new Sequential(new Flatten(), new Linear(784, 10)).Initialize(seed: 4));

    private sealed class Seen(int every) : HookCallback(every, module => module is Linear)
    {
        public List<(string Path, Shape Input)> Training { get; } = [];

        protected override void Hook(LoopState state, string path, Module module, Tensor input, Tensor output)
        {
            if (state.IsTraining)
            {
                Training.Add((path, input.Shape));
            }
        }
    }

    private sealed class SeenBack(int every) : HookCallback(every, module => module is Linear, isForward: false)
    {
        public List<(double Sum, double Size)> Sums { get; } = [];

        public HashSet<string> Paths { get; } = [];

        protected override void HookBackward(LoopState state, string path, Module module, Tensor? inputGradient, Tensor outputGradient)
        {
            float[] values = outputGradient.ToArray<float>();
            Assert.True(state.IsTraining);
            Assert.Null(inputGradient);
            Assert.Equal(10, outputGradient.Shape[1]);
            Sums.Add((values.Sum(value => (double)value), values.Sum(value => Math.Abs((double)value))));
            Paths.Add(path);
        }
    }

    private sealed class Unwritten() : HookCallback(isForward: false);
}
