using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;
using Hone.Testing;

namespace Hone.Method.Tests.Checks;

/// <summary>The checks of a learner by verb: what they ask, what they say, and that they leave nothing behind.</summary>
public sealed class LearnerChecksTests
{
    private static readonly TinyRecipe Recipe = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_learner_trains_on_after_its_checks_as_if_nothing_had_happened(int epochsBefore)
    {
        Learner undisturbed = Dropping();
        Learner asked = Dropping();
        if (epochsBefore > 0)
        {
            undisturbed.Fit(epochsBefore);
            asked.Fit(epochsBefore);
        }

        EpochRecord[] history = [.. asked.Recorder.Epochs];
        var checks = new LearnerChecks(asked, new LearnerCheckOptions { Epochs = 2 });
        checks.Batch(deep: true, Token);
        checks.Overfit(Token);
        checks.LearningRate(Token);
        checks.Inputs(Token);
        checks.Show(4);

        Assert.Equal(history, asked.Recorder.Epochs);
        Assert.Equal(Weights(undisturbed), Weights(asked));
        undisturbed.Fit(2);
        asked.Fit(2);
        Assert.Equal(Weights(undisturbed), Weights(asked));
        Assert.Equal(undisturbed.Recorder.Losses, asked.Recorder.Losses);
    }

    [Fact]
    public void Frozen_parameters_are_frozen_again_after_the_checks()
    {
        Learner learner = Recipe.Learner();
        Parameter first = learner.Model.Parameters().First();
        first.RequiresGrad = false;

        new LearnerChecks(learner).Overfit(Token);

        Assert.False(first.RequiresGrad);
        Assert.Equal(3, learner.Model.Parameters().Count(parameter => parameter.RequiresGrad));
    }

    [Fact]
    public void Each_verb_asks_its_own_questions()
    {
        var checks = new LearnerChecks(() => Recipe.Learner(), new LearnerCheckOptions { Epochs = 8 });

        string[] batch = ["batch/content", "batch/validation", "batch/parts", "batch/loss", "model/eval-mode", "model/softmax-twice", "model/activations", "model/initial-loss"];
        Assert.Equal(batch, Passed(checks.Batch(cancellationToken: Token)));
        Assert.Equal([.. batch, "model/input", "model/batch-independence", "model/gradients"], Passed(checks.Batch(deep: true, Token)));
        Assert.Equal(["batch/loss", "model/overfit-batch"], Passed(checks.Overfit(Token)));
        Assert.Equal(["batch/loss", "model/learning-rate"], Passed(checks.LearningRate(Token)));
        Assert.Equal(["batch/loss", "model/input", "model/zero-input", "model/below-baseline"], Passed(checks.Inputs(Token)));
        Assert.Equal(["model/capacity"], Passed(new LearnerChecks(() => Recipe.Learner(), new() { Epochs = 12 }).Capacity(Wider, Token)));
    }

    [Fact]
    public void Large_parts_are_sampled_for_the_trainings_of_a_check()
    {
        TinyRecipe large = Recipe with { Items = 900 };
        var told = new List<CheckResult>();

        CheckReport report = new LearnerChecks(() => large.Learner(), new() { Epochs = 10, MostItems = 300, Progress = new Told(told) }).Inputs(Token);

        Assert.Equal(report.Results, told);
        Assert.True(report.Results[2].Outcome == CheckOutcome.Pass, report.Results[2].Message);
        Assert.Contains("n = 225", report.Results[2].Message);
    }

    [Fact]
    public void A_model_that_never_looks_is_told_twice_after_training()
    {
        CheckReport report = new LearnerChecks(() => Recipe.Learner(new Rewired(Recipe.Net(), (net, x) => net.Forward(x * 0)))).Inputs(Token);

        Assert.Contains("zeros give the same answers", report.Results[1].Findings[0].What);
        Assert.Contains("the model ignores its input: its mean validation loss is", report.Results[2].Findings[0].What);
        Assert.StartsWith("the model has learned nothing: accuracy", report.Results[3].Findings[0].What);
        Assert.Equal(ExitCode.Findings, report.ExitCode(strict: false));
    }

    [Fact]
    public void A_recipe_whose_labels_belong_to_other_inputs_is_told_apart_from_one_that_learns_nothing()
    {
        TinyRecipe shuffled = Recipe with { Items = 480, Classes = 2, ChangeRow = (item, row) => RandomRow(item, row) };
        Learner learner = shuffled.Learner(shuffled.Net(64));
        learner.Fit(60);

        Finding finding = new BelowBaselineCheck(learner).Run(Token).Findings.Single();

        Assert.Contains("what the model learned does not carry over to validation: accuracy", finding.What);
        Assert.Contains("on 360 training items accuracy", finding.Evidence);
        Assert.Contains("labels", finding.HowToFix);
    }

    [Fact]
    public void Numbers_are_judged_against_the_mean_of_the_training_part()
    {
        TinyRecipe numbers = Recipe with { IsNumber = true };
        Learner trained = numbers.Learner();
        trained.Fit(20);

        CheckResult sound = new BelowBaselineCheck(trained).Run(Token);
        CheckResult untrained = new BelowBaselineCheck(numbers.Learner(new Rewired(numbers.Net(), (net, x) => (net.Forward(x) * 0) + 5))).Run(Token);

        Assert.True(sound.Outcome == CheckOutcome.Pass, sound.Message);
        Assert.StartsWith("squared error ", sound.Message);
        Assert.StartsWith("the model has learned nothing: squared error", untrained.Findings[0].What);
    }

    [Fact]
    public void Validation_that_leaves_items_out_is_a_warning_with_its_numbers()
    {
        DataLoaders data = Recipe.Loaders();
        var cut = new DataLoaders(data.Train, new DataLoader(data.Valid.Dataset, data.Valid.Options with { DropLast = true }));

        Finding finding = new ValidationReadCheck(cut).Run(Token).Findings.Single();

        Assert.Equal((Severity.Warn, "validation leaves out 28 of 60 items: the last batch is not full"), (finding.Severity, finding.What));
        Assert.Contains("DropLast True", finding.Evidence);
    }

    [Fact]
    public void Capacity_that_falls_by_less_than_one_percent_does_not_count()
    {
        Learner Same(int width, long seed) => (Recipe with { Seed = seed }).Learner();

        Finding finding = new CapacityCheck(Same, epochs: 2).Run(Token).Findings.Single();

        Assert.EndsWith("1% lower", finding.Threshold);
        Assert.Contains("learning rate", finding.HowToFix);
    }

    [Fact]
    public void Rows_of_numbers_are_shown_as_heat_maps_and_said_to_be_raw()
    {
        ModelInputs inputs = new LearnerChecks(() => Recipe.Learner()).Show(4);

        Assert.True(inputs.IsRaw);
        Assert.StartsWith("the input [32, 6] cannot be turned back into a picture: 4 raw tensors as heat maps", inputs.Note);
        Assert.Equal(4, inputs.Grid.Items.Count);
        Assert.StartsWith("<svg", inputs.Grid.ToSvg().TrimStart());
        Assert.Equal(4, inputs.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Pictures_are_shown_as_pictures()
    {
        byte[] pixels = [.. Enumerable.Range(0, 40 * 16).Select(i => (byte)(i * 7))];
        ImageSet set = ImageSet.Create(pixels, [.. Enumerable.Range(0, 40).Select(i => i % 2)], 4, 4, 1, ["a", "b"], "test");
        DataBlock<int> block = ImageBlocks.FromSet(set) with { Splitter = new IndexSplitter([.. Enumerable.Range(0, 32)], [.. Enumerable.Range(32, 8)]) };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = 16, Workers = 0 });

        ModelInputs inputs = new LearnerChecks(new Learner(data, new Sequential(new Flatten(), new Linear(16, 2)).Initialize(1))).Show(3);

        Assert.False(inputs.IsRaw);
        Assert.Contains("turned back into pictures", inputs.Note);
        Assert.Equal(3, inputs.Grid.Items.Count);
    }

    private static Learner Wider(int width, long seed) => (Recipe with { Seed = seed + 1 }).Learner((Recipe with { Seed = seed + 1 }).Net(4 * width));

    private static Learner Dropping() => Recipe.Learner(new Sequential(new Linear(6, 24), new BatchNorm1d(24), new ReLU(), new Dropout(0.3), new Linear(24, 3)).Initialize(3));

    private static float[] Weights(Learner learner) => [.. learner.Model.StateDict().Values.SelectMany(tensor => tensor.To(DType.Float32).ToArray<float>())];

    private static string[] Passed(CheckReport report)
    {
        Assert.All(report.Results, result => Assert.True(result.Outcome == CheckOutcome.Pass, $"{result.Id}: {result.Message}"));
        return [.. report.Results.Select(result => result.Id)];
    }

    private static void RandomRow(int item, float[] row)
    {
        RandomStream stream = new RandomStream(99, "other rows").Split(item);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (float)stream.NextNormal();
        }
    }

    private sealed class Told(List<CheckResult> results) : IProgress<CheckResult>
    {
        public void Report(CheckResult value) => results.Add(value);
    }
}
