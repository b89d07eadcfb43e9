using Hone.Learn;
using Hone.Method.Tests.Checks;
using Hone.Nn;
using Hone.Testing;

namespace Hone.Method.Tests;

public sealed class DryRunTests
{
    private static readonly TinyRecipe Recipe = new() { Metrics = [new Accuracy()] };

    [Fact]
    public void A_sound_recipe_passes_every_stage_in_order_and_leaves_nothing_behind()
    {
        string[] before = Folders();
        string[] during = [];

        DryRunResult result = DryRun.Of(() => Recipe.Learner(), new DryRunOptions
        {
            Epochs = 1000,
            SubmissionRows = predictions =>
            {
                during = [.. Folders().Except(before)];
                return [.. Enumerable.Range(0, predictions.Count).Select(item => new[] { predictions.Ids[item], predictions[item].Label })];
            },
        });

        Assert.True(result.Passed, result.ToString());
        Assert.Equal(Enum.GetValues<DryRunStage>(), result.Steps.Select(step => step.Stage));
        Assert.Equal(ExitCode.Pass, result.ExitCode);
        Assert.True(result.ProjectedDuration > TimeSpan.Zero);
        Assert.Contains("n = 32", result.Steps[(int)DryRunStage.Metric].What, StringComparison.Ordinal);
        Assert.Contains("all 96 outputs", result.Steps[(int)DryRunStage.Reload].What, StringComparison.Ordinal);
        Assert.Contains("32 rows such as row 180,c", result.Steps[^1].What, StringComparison.Ordinal);
        Assert.Contains(during, folder => !Directory.Exists(folder));
        result.ThrowIfFailed();
    }

    [Fact]
    public void The_throw_away_run_has_its_files_when_a_folder_is_given()
    {
        using var folder = new TemporaryFolder();

        DryRunResult result = DryRun.Of(() => Recipe.Learner(), new DryRunOptions { Folder = folder["dry"] });

        Assert.Equal(folder["dry"], result.Folder);
        Assert.True(File.Exists(folder["dry/last.safetensors"]));
        Assert.Equal(32, File.ReadAllLines(folder["dry/submission.csv"]).Length);
        Assert.Single(Directory.GetFiles(folder["dry"], "run.json", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_forward_that_fails_is_told_by_its_stage()
    {
        DryRunResult result = DryRun.Of(() => Recipe.Learner(new Linear(9, 3).Initialize(1)));

        Assert.Equal((false, DryRunStage.Forward, ExitCode.Findings), (result.Passed, result.FailedStage!.Value, result.ExitCode));
        Assert.Null(result.ProjectedDuration);
        DryRunException error = Assert.Throws<DryRunException>(result.ThrowIfFailed);
        Assert.Contains("stage forward, after 2 that came through", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_told_by_its_stage()
    {
        TinyRecipe faulty = Recipe with { ChangeRow = (_, row) => row[0] = float.NaN };

        Assert.Equal(DryRunStage.Loss, DryRun.Of(() => faulty.Learner()).FailedStage);
    }

    [Fact]
    public void A_metric_that_fails_is_told_by_its_stage()
    {
        TinyRecipe faulty = Recipe with { Metrics = [new Broken()] };

        DryRunResult result = DryRun.Of(() => faulty.Learner());

        Assert.Equal(DryRunStage.Metric, result.FailedStage);
        Assert.Contains("no metric today", result.Steps[^1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void State_that_a_checkpoint_does_not_hold_is_found_when_it_is_read_back()
    {
        float secret = 1;

        // The factor is part of the model and of no parameter: every new model has another one.
        DryRunResult result = DryRun.Of(() =>
        {
            float factor = secret;
            secret *= 2;
            return Recipe.Learner(new Rewired(Recipe.Net(), (net, x) => net.Forward(x) * factor));
        });

        Assert.Equal(DryRunStage.Reload, result.FailedStage);
        Assert.Contains("instead of", result.Steps[^1].What + result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_submission_with_too_few_rows_is_found()
    {
        DryRunResult result = DryRun.Of(() => Recipe.Learner(), new DryRunOptions { SubmissionRows = predictions => [[predictions.Ids[0], "1"]] });

        Assert.Equal(DryRunStage.Submission, result.FailedStage);
        Assert.Contains("got: 1 rows", result.Error!.Message, StringComparison.Ordinal);
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "hone-dry-*");

    private sealed class Broken : Metric
    {
        public override string Name => "broken";

        public override bool HigherIsBetter => true;

        public override long Count => 0;

        public override double Value => double.NaN;

        public override void Reset()
        {
        }

        public override void Update(Tensor prediction, Tensor target) => throw new InvalidOperationException("no metric today");
    }
}
