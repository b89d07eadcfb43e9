using Hone.Learn;
using Hone.Nn;
using Hone.Method.Tests.Recipes;

namespace Hone.Method.Tests;

/// <summary>The share of the step time that waits for data, on a clock that only the loader and the step move.</summary>
public sealed class RunResourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, 9, 0.75, true)]
    [InlineData(1, 9, 0.5, true)]
    [InlineData(0, 9, 0, false)]
    [InlineData(1, 81, 0.1, false)]
    public void A_slow_loader_is_recorded_as_the_share_of_the_steps_that_waits(int secondsAnItem, int secondsAStep, double share, bool isInputBound)
    {
        Project project = RecipeProjects.Images(_folder);
        RecipeModel Body(Recipe recipe)
        {
            DataLoaders data = recipe.Images(new() { ItemTransforms = [new Slow(_clock, secondsAnItem)], Loader = new() { BatchSize = 9, Workers = 0 } });
            var learner = new Learner(data, SmallResNet.Create(new() { InChannels = 3, Classes = 3, Widths = [4] }).Initialize(1));
            recipe.Fit(learner, fit => learner.Fit(2, fit with { Clock = _clock, Callbacks = [.. fit.Callbacks, new Computing(_clock, secondsAStep)] }));
            return recipe.Model(learner);
        }

        RecipeResult result = new RecipeSession(project, Body).Train();

        // 54 training items in 6 batches, 2 epochs.
        RunResources resources = project.Runs.Find(result.RunId).Record!.Resources!;
        Assert.Equal(12 * ((9 * secondsAnItem) + secondsAStep), resources.StepSeconds);
        Assert.Equal((share, isInputBound, 0), (resources.InputWait, resources.IsInputBound, resources.Workers));
    }

    [Fact]
    public void Fits_of_a_run_add_up_over_a_resume_and_validation_does_not_count()
    {
        Project project = Project.Create(_folder["p"], Samples.Charter);
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "tiny" });
        Learner learner = Slowly(0, () => _clock.Now += TimeSpan.FromSeconds(1));
        var records = new RunCallback(run);
        Fit(1, records);
        RunResources first = run.Record.Resources!;
        Fit(2, records);
        RunResources both = run.Record.Resources!;
        Fit(1, new RunCallback(run));

        // 16 training items in 2 batches of 8 seconds and a step of 2 seconds.
        Assert.Equal((20.0, 0.8), (first.StepSeconds, first.InputWait));
        Assert.Equal((60.0, 0.8), (both.StepSeconds, both.InputWait));
        Assert.Equal((80.0, 0.8), (run.Record.Resources!.StepSeconds, run.Record.Resources.InputWait));
        Assert.Equal((80.0, 0.8), (project.Runs.Find(run.Id).Record!.Resources!.StepSeconds, project.Runs.Find(run.Id).Record!.Resources!.InputWait));

        void Fit(int epochs, RunCallback to) => learner.Fit(epochs, new FitOptions { Clock = _clock, Callbacks = [to, new Computing(_clock, 2)] });
    }

    [Fact]
    public void A_thread_that_prepares_batches_too_slowly_is_waited_for()
    {
        Project project = Project.Create(_folder["p"], Samples.Charter);
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "tiny" });
        Slowly(1, () => Thread.Sleep(3)).Fit(1, new FitOptions { Callbacks = [new RunCallback(run)] });

        // The first batch alone is 8 items of 3 milliseconds, whatever the machine does meanwhile.
        RunResources resources = run.Record.Resources!;
        Assert.InRange(resources.InputWait!.Value * resources.StepSeconds, 0.020, resources.StepSeconds);
        Assert.Equal(1, resources.Workers);
    }

    private static Learner Slowly(int workers, Action prepare)
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item =>
            {
                prepare();
                return new float[] { item, 1 };
            }),
            Target = new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd", ["even", "odd"]),
            Splitter = new IndexSplitter([.. Enumerable.Range(0, 16)], [.. Enumerable.Range(16, 8)]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 24)], new() { BatchSize = 8, Workers = workers });
        return new Learner(data, new Linear(2, 2).Initialize(1));
    }

    /// <summary>Preparing an item takes some seconds of the clock.</summary>
    private sealed class Slow(FixedClock clock, int seconds) : ItemTransform
    {
        public override int Order => 5;

        public override bool TrainOnly => true;

        public override void Apply(Sample sample, RandomStream random) => clock.Now += TimeSpan.FromSeconds(seconds);
    }

    /// <summary>A training step takes some seconds of the clock.</summary>
    private sealed class Computing(FixedClock clock, int seconds) : Callback
    {
        public override void AfterLoss(LoopState state)
        {
            if (state.IsTraining)
            {
                clock.Now += TimeSpan.FromSeconds(seconds);
            }
        }
    }
}
