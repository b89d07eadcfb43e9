using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CombineProject _project;

    public ReportCommandTests()
    {
        _project = new CombineProject(_folder["p"]);
        _project.Run("net", [0, 1, 2]);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Report(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["report", .. args]);

    [Fact]
    public void The_page_is_written_and_what_is_missing_is_said()
    {
        CommandRun run = Report();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("missing:", run.Out);
        Assert.Contains("Baselines", run.Out);
        PlainText.Assert(run.Out);
        Assert.True(File.Exists(Path.Combine(_project.Project.Directory, "reports", "report.html")));
    }

    [Fact]
    public void Markdown_goes_where_it_is_asked_for()
    {
        JsonElement json = Report("--blog", "--out", "post.md", "--json").Json;

        Assert.Equal(_folder["p"] + Path.DirectorySeparatorChar + "post.md", json.GetProperty("path").GetString());
        Assert.Contains("| net | 0.9500 |", File.ReadAllText(Path.Combine(_folder["p"], "post.md")));
        Assert.Contains("Consequences", json.GetProperty("missing").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public void Consequences_are_questions_until_they_are_answered()
    {
        CommandRun run = Report("--consequences");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(6, run.Out.Split("not considered").Length - 1);
        Assert.True(File.Exists(Path.Combine(_project.Project.Directory, Consequences.FileName)));
        Assert.Equal(6, Report("--consequences", "--json").Json.GetProperty("missing").GetArrayLength());
        Assert.Equal(2, Report("--consequences", "--blog").ExitCode);
    }

    [Fact]
    public void What_to_try_next_is_ranked_and_one_run_alone_gets_advice_about_the_baseline()
    {
        CommandRun one = Report("--next");
        string second = _project.Run("second", [0, 1, 2, 3, 4, 5]);
        CommandRun two = Report("--next");
        JsonElement json = Report("--next", "--run", second, "--json").Json;

        Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
        Assert.Contains("1 completed runs beside the ladder", one.Out);
        Assert.Contains("hone baseline", one.Out);
        Assert.Contains("noise floor", two.Out);
        Assert.Contains("not checked", two.Out);
        PlainText.Assert(two.Out);
        Assert.Equal(second, json.GetProperty("runId").GetString());
        Assert.Equal("noiseFloor", json.GetProperty("items")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void Segments_need_data_and_say_when_there_are_too_few_rows()
    {
        CommandRun none = Report("--segments");
        File.WriteAllText(_folder["t.csv"], "id,x,label\n" + string.Concat(Enumerable.Range(0, 60).Select(item => $"valid/{item},{item % 7},{item % 2}\n")));
        _project.Project.Data.Add(_folder["t.csv"]);
        CommandRun few = Report("--segments");
        JsonElement json = Report("--segments", "--json").Json;

        Assert.Equal((3, 0), (none.ExitCode, few.ExitCode));
        Assert.Contains("hone data add", none.Error);
        Assert.Contains("not enough rows: 60 validation items", few.Out.ReplaceLineEndings(" "));
        PlainText.Assert(few.Out);
        Assert.Equal(60, json.GetProperty("n").GetInt32());
        Assert.Contains("not enough rows", json.GetProperty("notChecked").GetString());
    }

    [Fact]
    public void One_page_at_a_time_and_a_run_only_where_it_is_looked_at()
    {
        Assert.Equal(2, Report("--next", "--segments").ExitCode);
        Assert.Equal(2, Report("--next", "--blog").ExitCode);
        Assert.Equal(2, Report("--run", "latest").ExitCode);
        Assert.Equal(2, Report("--next", "--run", "zzzz").ExitCode);
    }
}
