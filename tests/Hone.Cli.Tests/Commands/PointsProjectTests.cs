using System.Globalization;
using System.Text;
using System.Text.Json;
using Hone.Learn.Data;

namespace Hone.Cli.Tests;

/// <summary>A project whose target is several numbers, from the charter to a submission, on the command line.</summary>
public sealed class PointsProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Points_go_from_new_over_the_ladder_and_a_blend_to_a_submission()
    {
        Assert.Equal(0, Run(_folder.Path, "new", "p", "--predicts", "points", "--target", "points", "--metric", "mae").ExitCode);
        CommandRun add = Hone("data", "add", Faces(), "--targets", "x0..y1");
        CommandRun describe = Hone("data", "describe");
        CommandRun show = Hone("data", "show", "--n", "4");
        CommandRun plan = Hone("split", "plan");
        CommandRun make = Hone("split", "make", "--by", "prefix", "--valid", "25%", "--test", "25%");
        CommandRun freeze = Hone("split", "freeze", "v1");
        CommandRun leak = Hone("check", "leak");
        CommandRun baseline = Hone("baseline", "--expect", "0..5");
        string[] ids = [.. Hone("runs", "--json").Json.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetString()!)];
        CommandRun compare = Hone("compare", ids[0], ids[^1]);
        CommandRun blend = Hone("ensemble", ids[0], ids[^1], "--method", "mean");
        CommandRun zeros = Hone("submit", "--zeros", "--split", "v1");
        CommandRun report = Hone("report");

        foreach (CommandRun run in new[] { add, describe, show, plan, make, freeze, leak, baseline, compare, blend, zeros, report })
        {
            Assert.Equal(("", 0), (run.Error, run.ExitCode));
        }

        Assert.Contains("48 items of kind image-table", describe.Out);
        Assert.Contains("Points (4 numbers an item)", describe.Out);
        Assert.Contains("columns x0 to y1", describe.Out);
        Assert.Contains("Other columns (4)", describe.Out);
        Assert.Contains("48 items by points", show.Out);
        Assert.Contains("'person'", plan.Out);
        Assert.Contains("in training too", plan.Out);
        Assert.Contains("0 of the later ones are in train too", make.Out);
        Assert.Contains("the target is 4 numbers an item", leak.Out.ReplaceLineEndings(" "));
        Assert.Contains("median points", baseline.Out);
        Assert.Contains("mae", compare.Out);
        string[] lines = File.ReadAllLines(Assert.Single(Directory.GetFiles(_folder["p/submissions"], "*.csv")));
        Assert.Equal("id,x0,y0,x1,y1", lines[0]);
        Assert.Equal(13, lines.Length);
    }

    [Theory]
    [InlineData("accuracy", "mae, mse, rmse")]
    [InlineData("r2", "mae, mse, rmse")]
    public void A_metric_without_a_meaning_for_points_is_a_wrong_usage(string metric, string said)
    {
        CommandRun run = Run(_folder.Path, "new", "p", "--predicts", "points", "--target", "points", "--metric", metric);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.False(Directory.Exists(_folder["p"]));
    }

    [Fact]
    public void Columns_that_are_not_there_are_named_and_two_sources_of_a_sample_are_a_wrong_usage()
    {
        Run(_folder.Path, "new", "p", "--predicts", "points", "--target", "points", "--metric", "rmse");
        Hone("data", "add", Faces(), "--targets", "x0..z9");

        CommandRun describe = Hone("data", "describe");
        CommandRun both = Hone("submit", "--zeros", "--split", "v1", "--sample", "s.csv");

        Assert.Equal((3, 2), (describe.ExitCode, both.ExitCode));
        Assert.Contains("'z9'", describe.Error);
        Assert.Contains("--split v1 with --sample s.csv", both.Error);
    }

    [Fact]
    public void A_root_of_squares_is_compared_by_squared_errors_and_says_so()
    {
        Run(_folder.Path, "new", "p", "--predicts", "points", "--target", "points", "--metric", "rmse");
        Hone("data", "add", Faces());
        Hone("split", "make", "--by", "person", "--valid", "25%");
        Hone("split", "freeze", "v1");
        Hone("baseline");
        JsonElement[] runs = [.. Hone("runs", "--json").Json.GetProperty("runs").EnumerateArray()];

        CommandRun compare = Hone("compare", runs[0].GetProperty("id").GetString()!, runs[1].GetProperty("id").GetString()!);

        Assert.Equal(("", 0), (compare.Error, compare.ExitCode));
        Assert.Contains("squared error", compare.Out);
    }

    private CommandRun Hone(params string[] args) => Run(_folder["p"], args);

    private static CommandRun Run(string folder, params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = folder }, args);

    /// <summary>Twelve people with four pictures each: a bright square on the gray of the person, whose corners are the points.</summary>
    private string Faces()
    {
        var tables = new Dictionary<string, StringBuilder> { ["train"] = new("file,person,x0,y0,x1,y1\n"), ["test"] = new("file,person,x0,y0,x1,y1\n") };
        for (int item = 0; item < 48; item++)
        {
            string part = item % 4 == 3 ? "test" : "train";
            string person = $"Bo_{(char)('A' + (item / 4))}";
            string name = $"{person}_{item % 4:00}.png";
            int x = item * 7 % 13;
            int y = item * 5 % 11;
            byte[] pixels = [.. Enumerable.Range(0, 400).Select(at => at % 20 >= x && at % 20 < x + 7 && at / 20 >= y && at / 20 < y + 7 ? (byte)230 : (byte)(10 + (item / 4 * 8)))];
            Directory.CreateDirectory(_folder[$"faces/{part}"]);
            Png.Write(_folder[$"faces/{part}/{name}"], new ImageData(20, 20, 1, pixels));
            tables[part].Append(CultureInfo.InvariantCulture, $"{name},{person},{x},{y},{x + 7},{y + 7}\n");
        }

        foreach ((string part, StringBuilder table) in tables)
        {
            File.WriteAllText(_folder[$"faces/{part}.csv"], table.ToString());
        }

        return _folder["faces"];
    }
}
