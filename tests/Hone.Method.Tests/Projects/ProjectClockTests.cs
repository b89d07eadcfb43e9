namespace Hone.Method.Tests;

public sealed class ProjectClockTests
{
    [Fact]
    public void The_clock_counts_days_and_how_soon_the_first_baseline_and_submission_came()
    {
        using var folder = new TemporaryFolder();
        var clock = new FixedClock();
        Project project = Project.Create(folder["p"], Samples.Charter with { Deadline = new DateOnly(2026, 12, 1) }, new ProjectOptions { Clock = clock, RunIdSeed = 1, Processes = new FakeProcessTable() });
        Assert.Equal((0, 10, null), (project.Clock.DaysUsed, project.Clock.DaysLeft, project.Clock.ToFirstRun));

        clock.Now += TimeSpan.FromHours(5);
        project.Runs.Create(new RunPlan { Name = "net" }).Dispose();
        clock.Now += TimeSpan.FromHours(1);
        project.Runs.Create(new RunPlan { Name = "guess", Tags = [ProjectClock.BaselineTag] }).Dispose();
        Directory.CreateDirectory(folder["p/submissions"]);
        File.WriteAllText(folder["p/submissions/ledger.jsonl"], "{\"time\":\"2026-11-22T04:55:00+00:00\"}\n");
        clock.Now += TimeSpan.FromDays(3);

        ProjectClock now = project.Clock;
        Assert.Equal((3, 7), (now.DaysUsed, now.DaysLeft));
        Assert.Equal((TimeSpan.FromHours(5), TimeSpan.FromHours(6), TimeSpan.FromDays(1)), (now.ToFirstRun, now.ToFirstBaseline, now.ToFirstSubmission));
        Assert.Null(now.Warning);
        clock.Now += TimeSpan.FromDays(9);
        Assert.Equal("the deadline was 2 days ago: late submission mode", project.Clock.Warning);
    }

    [Fact]
    public void A_metric_that_makes_no_sense_for_the_target_is_refused_with_those_that_do()
    {
        using var folder = new TemporaryFolder();

        ProjectException unknown = Assert.Throws<ProjectException>(() => Project.Create(folder["p"], Samples.Charter with { Metric = "wow", TargetKind = TargetKind.Number }));
        ProjectException wrong = Assert.Throws<ProjectException>(() => Project.Create(folder["p"], Samples.Charter with { Metric = "accuracy", TargetKind = TargetKind.Number }));

        Assert.Contains("mae, mse, r2, rmse, rmsle", unknown.Expected, StringComparison.Ordinal);
        Assert.DoesNotContain("accuracy", unknown.Expected, StringComparison.Ordinal);
        Assert.Contains("a metric for a target of kind number: mae, mse", wrong.Expected, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        Assert.All(Enum.GetValues<TargetKind>().SelectMany(KnownMetrics.NamesFor), name => Assert.NotNull(KnownMetrics.DirectionOf(name)));
    }
}
