namespace Hone.Method.Tests.Checks;

public sealed class EnvironmentCheckTests
{
    private static readonly MachineFacts Sound = new()
    {
        FreeBytes = 50L << 30,
        Processors = 4,
        Threads = 4,
        VectorBits = 256,
        MemoryBytes = 8L << 30,
        System = "Test 1.0",
        Commit = "0123456789abcdef",
        DataFolder = "datasets",
        DataFolderExists = true,
    };

    [Fact]
    public void A_sound_machine_passes()
    {
        CheckReport report = Run(Sound);

        Assert.Equal(["env/disk", "env/threads", "env/vectors", "env/memory", "env/data", "env/git"], report.Results.Select(result => result.Id));
        Assert.All(report.Results, result => Assert.Equal(CheckOutcome.Pass, result.Outcome));
        Assert.Contains("50.0 GiB free at projects/p", report.Results[0].Message);
        Assert.Contains("commit 0123456789", report.Results[^1].Message);
    }

    [Fact]
    public void Free_space_that_is_not_known_warns_and_does_not_stop_anybody()
    {
        CheckReport report = Run(Sound with { FreeBytes = null });

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(Severity.Warn, finding.Severity);
        Assert.Contains("cannot be told", finding.What);
        Assert.Equal(ExitCode.Pass, report.ExitCode(strict: true));
    }

    [Fact]
    public void A_nearly_full_disk_is_an_error_with_both_numbers()
    {
        Finding small = Assert.Single(Run(Sound with { FreeBytes = 300L << 20 }).Findings);
        Finding large = Assert.Single(Run(Sound, projectedBytes: 30L << 30).Findings);

        Assert.Equal((Severity.Error, "300 MiB free at projects/p", "1.0 GiB free"), (small.Severity, small.What, small.Threshold));
        Assert.Equal((Severity.Error, "60.0 GiB free"), (large.Severity, large.Threshold));
        Assert.Contains("checkpoints", small.HowToFix);
    }

    [Fact]
    public void A_folder_of_datasets_that_does_not_exist_is_an_error_and_none_is_not_checked()
    {
        CheckReport missing = Run(Sound with { DataFolderExists = false });
        CheckReport none = Run(Sound with { DataFolder = null });

        Assert.Contains("the folder with datasets does not exist: datasets", Assert.Single(missing.Findings).What);
        Assert.Equal(ExitCode.Findings, missing.ExitCode(strict: false));
        Assert.Equal((CheckOutcome.NotChecked, ExitCode.NotChecked), (none.Results[4].Outcome, none.ExitCode(strict: true)));
    }

    [Fact]
    public void Threads_vectors_memory_and_git_are_told_with_their_numbers()
    {
        CheckReport report = Run(Sound with { Threads = 9, VectorBits = 0, MemoryBytes = 1L << 30, Commit = null });

        Assert.Equal(
            ["9 threads on 4 processors", "no vector instructions", "1.0 GiB of memory", "no git, or no repository here"],
            report.Results.SelectMany(result => result.Findings).Select(finding => finding.What));
        Assert.Equal(Severity.Info, Run(Sound with { Threads = 2 }).Findings.Single().Severity);
        Assert.Contains("with changes on top", Run(Sound with { IsDirty = true }).Results[^1].Message);
    }

    [Fact]
    public void This_machine_has_processors_memory_and_a_disk()
    {
        MachineFacts here = MachineFacts.Here(Path.GetTempPath(), null);

        Assert.True(here.Processors > 0 && here.Threads > 0 && here.MemoryBytes > 0 && here.FreeBytes > 0, $"{here}");
        Assert.NotEmpty(here.System);
    }

    private static CheckReport Run(MachineFacts facts, long projectedBytes = 0) =>
        EnvironmentChecks.Of("projects/p", facts, projectedBytes).Run(null, TestContext.Current.CancellationToken);
}
