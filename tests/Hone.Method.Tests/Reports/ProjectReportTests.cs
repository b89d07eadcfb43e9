namespace Hone.Method.Tests.Reports;

public sealed class ProjectReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Write(Project project, ReportFormat format = ReportFormat.Markdown, bool items = false) =>
        File.ReadAllText(ProjectReport.Write(project, new ReportOptions { Format = format, NameItems = items }).Path);

    [Fact]
    public void An_empty_project_prints_every_section_as_missing_and_drops_none()
    {
        Project project = CombineSamples.Project(_folder["p"]);

        ReportResult result = ProjectReport.Write(project, new ReportOptions { Format = ReportFormat.Markdown });

        string text = File.ReadAllText(result.Path);
        Assert.Equal(11, result.Sections.Count);
        Assert.All(result.Sections, section => Assert.Contains("## " + section, text));
        Assert.Equal(
            ["Data", "Split and its reason", "Baselines", "Runs and what became of their hypotheses", "Where it errs", "Submissions", "The honest test score", "Consequences", "How to reproduce"],
            result.Missing);
        Assert.Equal(result.Missing.Count, text.Split("**Missing:**").Length - 1);
        Assert.Contains("Not considered.", text);
        Assert.Contains("Decision that it serves: missing", text);
    }

    [Fact]
    public void A_project_shows_ladder_runs_verdicts_failures_and_the_test_score_with_its_number()
    {
        var clock = new FixedClock();
        Project project = CombineSamples.Project(_folder["p"], clock: clock);
        Split items = Samples.Split(40, 40);
        FrozenSplit split = project.Splits.Freeze(items, "v1", Samples.DataHash);
        string[] testIds = Samples.TestIds(items);
        project.Vault.Seal(split, testIds, [.. testIds.Select(_ => 1.0)]);
        string best = CombineSamples.Run(project, "residual net", CombineSamples.Classes(40, [3, 4]), split.Fingerprint);
        CombineSamples.Run(project, "weak net", CombineSamples.Classes(40, [.. Enumerable.Range(0, 15)]), split.Fingerprint);
        using (RunWriter failing = project.Runs.Create(new RunPlan { Name = "too hot", Hypothesis = new Hypothesis { Text = "a higher rate is faster" } }))
        {
            failing.Fail(new InvalidOperationException("the loss is NaN at step 7"));
        }

        project.Vault.Open(best, "final", VaultMetric.Accuracy, new TestPredictions { Ids = testIds, Values = [.. testIds.Select(_ => 1.0)] });
        string record = Path.Combine(project.Directory, "runs", best, "run.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"id\":", "\"verdict\": { \"outcome\": \"refuted\", \"reason\": \"0.95 is not above 0.97\", \"learned\": \"width alone does nothing\" },\n  \"id\":", StringComparison.Ordinal));

        string text = Write(project);

        Assert.Contains("| residual net | 0.9500 |", text);
        Assert.Contains("refuted: 0.95 is not above 0.97", text);
        Assert.Contains("width alone does nothing", text);
        Assert.Contains("too hot: failed, the loss is NaN at step 7", text);
        Assert.Contains("a higher rate is faster", text);
        Assert.Contains("2 of 40 are wrong", text);
        Assert.Contains("hone train residual net", text);
        Assert.Contains("The vault was opened 1 time.", text);
        Assert.Contains("| 1 | final |", text);
        Assert.Contains("Reason: missing, nobody has written one down", text);
    }

    [Fact]
    public void Items_are_named_only_when_that_is_asked_for_and_test_items_never()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        Split items = Samples.Split(40, 40);
        FrozenSplit split = project.Splits.Freeze(items, "v1", Samples.DataHash);
        CombineSamples.Run(project, "net", CombineSamples.Classes(40, [3, 4]), split.Fingerprint);

        Assert.DoesNotContain("item 3", Write(project));
        string named = Write(project, items: true);
        Assert.Contains("| item 3 | 1 | 0 |", named);
        Assert.All(Samples.TestIds(items), id => Assert.DoesNotContain($"| {id} |", named));
    }

    [Fact]
    public void The_page_is_one_file_that_asks_for_nothing_from_elsewhere()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        CombineSamples.Run(project, "net <script>", CombineSamples.Classes(40, [3]));

        string html = Write(project, ReportFormat.Html);

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("src=\"http", html);
        Assert.DoesNotContain("href=\"http", html);
        Assert.Contains("Missing", html);
    }

    [Fact]
    public void Text_from_elsewhere_cannot_break_a_markdown_table()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        CombineSamples.Run(project, "a | b\n<b>", CombineSamples.Classes(40, [3]));

        Assert.Contains("| a \\| b &lt;b> |", Write(project));
    }

    [Fact]
    public void Consequences_are_asked_once_and_answers_reach_the_report()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        Assert.True(Consequences.Read(project).IsEmpty);
        Assert.True(Consequences.Create(project));
        Assert.False(Consequences.Create(project));
        Assert.True(Consequences.Read(project).IsEmpty);
        string path = Path.Combine(project.Directory, Consequences.FileName);
        string question = Consequences.Questions[0];
        File.WriteAllText(path, File.ReadAllText(path).Replace($"## {question}\n", $"## {question}\n\nNobody sorts clothes by hand any more.\n", StringComparison.Ordinal));

        Consequences consequences = Consequences.Read(project);

        Assert.Equal("Nobody sorts clothes by hand any more.", consequences.Answers[0].Text);
        Assert.Equal(5, consequences.Answers.Count(answer => answer.Text.Length == 0));
        string text = Write(project);
        Assert.Contains($"{question} Nobody sorts", text);
        Assert.Contains($"{Consequences.Questions[5]} Not considered.", text);
    }

    [Fact]
    public void An_edited_vault_ledger_is_not_reported_as_a_score()
    {
        Project project = CombineSamples.Project(_folder["p"]);
        Split items = Samples.Split(40, 40);
        FrozenSplit split = project.Splits.Freeze(items, "v1", Samples.DataHash);
        string[] testIds = Samples.TestIds(items);
        project.Vault.Seal(split, testIds, [.. testIds.Select(_ => 1.0)]);
        string ledger = Path.Combine(project.Directory, "vault", "ledger.jsonl");
        File.WriteAllText(ledger, File.ReadAllText(ledger).Replace("\"n\":8", "\"n\":9", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Refused, Assert.Throws<LedgerBrokenException>(() => ProjectReport.Write(project)).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(project.Directory, "reports")));
    }
}
