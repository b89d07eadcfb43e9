namespace Hone.Method.Tests;

public sealed class CheckSuiteTests
{
    [Fact]
    public void A_check_that_throws_is_broken_and_the_others_still_run()
    {
        CheckReport report = Run(_ => throw new InvalidOperationException("no such column"), Pass);

        Assert.Equal([CheckOutcome.Broken, CheckOutcome.Pass], report.Results.Select(result => result.Outcome));
        Assert.Equal("InvalidOperationException: no such column", report.Results[0].Message);
        Assert.Equal(ExitCode.Findings, report.ExitCode(strict: false));
    }

    [Fact]
    public void What_was_not_checked_never_looks_green_and_counts_when_strict()
    {
        CheckReport report = Run(id => CheckResult.NotChecked(id, "no date column"), Pass);

        Assert.Contains("not checked  check 0: no date column", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Pass, report.ExitCode(strict: false));
        Assert.Equal(ExitCode.NotChecked, report.ExitCode(strict: true));
    }

    [Theory]
    [InlineData(Severity.Info, ExitCode.Pass)]
    [InlineData(Severity.Warn, ExitCode.Pass)]
    [InlineData(Severity.Error, ExitCode.Findings)]
    public void Only_errors_change_the_exit_code(Severity severity, ExitCode expected)
    {
        Assert.Equal(expected, Run(id => CheckResult.Of(id, "", [Found(severity)])).ExitCode(strict: true));
    }

    [Fact]
    public void Errors_are_thrown_with_their_evidence_and_fix()
    {
        CheckReport report = Run(Pass, id => CheckResult.Of(id, "", [Found(Severity.Info), Found(Severity.Error)]));

        FindingsException error = Assert.Throws<FindingsException>(report.ThrowIfErrors);

        Assert.Contains("17 of 100 are wrong", error.Message, StringComparison.Ordinal);
        Assert.Contains("item 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("correct them", error.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Error, report.Findings[0].Severity);
    }

    [Fact]
    public void No_findings_are_a_pass()
    {
        Assert.Equal(CheckOutcome.Pass, CheckResult.Of("x", "looked at 10", []).Outcome);
        Run(Pass).ThrowIfErrors();
    }

    [Fact]
    public void Cancelling_ends_the_suite_and_is_not_a_broken_check()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => new CheckSuite([new Probe("a", Pass)]).Run(null, source.Token));
    }

    private static CheckResult Pass(string id) => CheckResult.Pass(id, "fine");

    private static Finding Found(Severity severity) => new()
    {
        Id = "probe",
        Severity = severity,
        What = "17 of 100 are wrong",
        Evidence = "item 3",
        N = 100,
        Threshold = "0",
        HowToFix = "correct them",
        Why = "because",
    };

    private static CheckReport Run(params Func<string, CheckResult>[] answers) =>
        new CheckSuite(answers.Select((answer, i) => (Check)new Probe($"check {i}", answer)).ToArray()).Run();

    private sealed class Probe(string id, Func<string, CheckResult> answer) : Check
    {
        public override string Id => id;

        public override CheckResult Run(CancellationToken cancellationToken) => answer(id);
    }
}
