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
}
