using System.Text.Json;

namespace Hone.Cli.Tests;

public sealed class DataToyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, args);

    [Fact]
    public void Without_a_name_all_sets_are_listed_with_the_score_that_can_be_reached_and_how_it_is_known()
    {
        CommandRun run = Run("data", "toy");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["digits", "table", "series", "texts", "ratings", "masks", "points"], name => Assert.Contains(name, run.Out, StringComparison.Ordinal));
        Assert.Contains("accuracy 0.95", run.Out, StringComparison.Ordinal);
        Assert.Contains("exactly 5% of the labels", run.Out, StringComparison.Ordinal);
        PlainText.Assert(run.Out);
        JsonElement first = Run("data", "toy", "--json").Json[0];
        Assert.Equal(("digits", 1000, 0.95), (first.GetProperty("name").GetString(), first.GetProperty("items").GetInt32(), first.GetProperty("achievable").GetDouble()));
    }

    [Fact]
    public void A_set_is_added_to_the_project_that_is_made_for_it_and_can_be_described_split_and_scored()
    {
        Assert.Equal(0, Run("new", "p", "--predicts", "number", "--target", "price", "--metric", "rmse").ExitCode);

        CommandRun added = Run("data", "toy", "table", "--dir", "p");

        Assert.Equal(0, added.ExitCode);
        Assert.Contains("made  table, seed 1: 1 files", added.Out, StringComparison.Ordinal);
        Assert.Contains("best  rmse 10.00", added.Out, StringComparison.Ordinal);
        Assert.Contains("2,000 items of kind table; 2,000 with a label", Run("data", "describe", "--dir", "p").Out, StringComparison.Ordinal);
        Assert.Equal(0, Run("split", "make", "--strategy", "random", "--i-know", "random", "--dir", "p").ExitCode);
        Assert.Equal(0, Run("split", "freeze", "--dir", "p").ExitCode);
        Assert.Equal(0, Run("check", "leak", "p").ExitCode);
    }

    [Fact]
    public void A_set_can_be_written_into_a_folder()
    {
        JsonElement json = Run("data", "toy", "masks", "--to", "pictures", "--seed", "5", "--json").Json;

        Assert.Equal((5, 320), (json.GetProperty("seed").GetInt32(), json.GetProperty("files").GetInt32()));
        Assert.Equal(320, Directory.GetFiles(_folder["pictures"], "*.png", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("data toy digit", "one of the toy sets digits", "did you mean digits?")]
    [InlineData("data toy elephants", "masks (pictures of discs", "hone data toy lists them")]
    [InlineData("data toy digits", "a project here or in a folder above, or --to", "hone new toy-digits --predicts class --target label --metric accuracy")]
    [InlineData("data toy digits --seed first", "a whole number", "'first'")]
    public void Wrong_words_are_refused_with_the_right_ones(string line, string expected, string more)
    {
        CommandRun run = Run(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(more, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
