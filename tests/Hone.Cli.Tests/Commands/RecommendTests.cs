using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Cli.Tests;

/// <summary><c>hone predict</c> with a recommender.</summary>
public sealed class RecommendTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RecommendTests()
    {
        var data = new ImplicitData(Frame.ParseCsv(SmallTables.Ratings()), new() { UserName = "user", ItemName = "item" });
        Learner learner = ImplicitLearner.Create(data, new() { Factors = 4, Loaders = new() { BatchSize = 32, Workers = 0 } });
        learner.FitOneCycle(2, 5e-2);
        learner.ExportRecommender(data, _folder["films.hone"]);
        File.WriteAllText(_folder["users.csv"], "user,age\n3,20\n4,\n3,21\nstranger,30\n,40\n");
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["predict", "films.hone", .. args]);

    [Fact]
    public void Each_user_of_the_table_gets_the_best_items_once_and_strangers_are_counted()
    {
        CommandRun run = Run("users.csv", "--top", "3", "--json");
        Assert.Equal(0, run.ExitCode);
        JsonElement[] users = [.. run.Json.GetProperty("recommendations").EnumerateArray()];
        Assert.Equal(["3", "4", "stranger"], users.Select(user => user.GetProperty("user").GetString()));
        Assert.Equal([true, true, false], users.Select(user => user.GetProperty("isKnown").GetBoolean()));
        Assert.All(users, user => Assert.Equal(3, user.GetProperty("items").GetArrayLength()));
        Recommender recommender = Recommender.Load(_folder["films.hone"]);
        Assert.Equal(recommender.Recommend("4", 3).Select(item => item.Item), users[1].GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
        Assert.Equal([1, 1, 1], run.Json.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void The_screen_and_a_file_show_them_with_rank_and_score()
    {
        CommandRun run = Run("users.csv", "--top", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(7, run.Lines.Count(line => line.Trim().Length > 0));
        Assert.Contains("film", run.Out);
        Assert.Contains("taken for an average one", run.Error);
        Assert.Equal(0, Run("users.csv", "--out", "best.csv").ExitCode);
        string[] lines = File.ReadAllLines(_folder["best.csv"]);
        Assert.Equal("user,rank,item,score", lines[0]);
        Assert.StartsWith("3,1,film", lines[1]);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void Tables_without_users_and_options_without_sense_are_named()
    {
        File.WriteAllText(_folder["people.csv"], "person\n3\n");
        Assert.Contains("\"user\"", Run("people.csv").Error);
        Assert.Contains("one table of users", Run("users.csv", "people.csv").Error);
        Assert.Contains("'0'", Run("users.csv", "--top", "0").Error);
        Assert.Contains("'users.csv'", Run("users.csv", "--out", "users.csv").Error);
        CommandRun unwritable = Run("users.csv", "--out", "films.hone/best.csv");
        Assert.Equal(3, unwritable.ExitCode);
        Assert.Contains("A file that can be written", unwritable.Error);
    }
}
