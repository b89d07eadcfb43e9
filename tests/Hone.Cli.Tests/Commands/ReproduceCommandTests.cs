using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class ReproduceCommandTests
{
    private static CommandRun Reproduce(double value, params string[] args) => CommandRun.Of(
        host => host with
        {
            Reproduce = (row, options, observer, _) =>
            {
                observer.SeedBegan(1);
                observer.SeedMeasured(1, new Measurement(value, 900) { Beside = [("majority class", 0.1)] });
                double? spread = options.Seeds == 1 ? null : 0.0041;
                return new ReproducedRow(row.Id, row.Metric, value, spread, 900, row.Bar, row.IsReachedBy(value), 181.25, Enumerable.Repeat(value, options.Seeds).ToArray(), [("majority class", 0.1)]);
            },
        },
        ["reproduce", .. args]);

    [Fact]
    public void Json_has_exactly_the_published_keys()
    {
        CommandRun run = Reproduce(0.8917, "fashion-sample", "--json");

        Assert.Equal(0, run.ExitCode);
        string[] keys = run.Json.EnumerateObject().Select(property => property.Name).ToArray();
        Assert.Equal(["row", "metric", "value", "spread", "n", "bar", "pass", "seconds"], keys);
        Assert.Equal(("fashion-sample", 0.8917, true), (run.Json.GetProperty("row").GetString(), run.Json.GetProperty("value").GetDouble(), run.Json.GetProperty("pass").GetBoolean()));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void One_seed_has_no_spread()
    {
        JsonElement json = Reproduce(0.8917, "fashion-sample", "--seeds", "1", "--json").Json;

        Assert.Equal(JsonValueKind.Null, json.GetProperty("spread").ValueKind);
    }

    [Fact]
    public void A_missed_bar_returns_1()
    {
        CommandRun run = Reproduce(0.8, "fashion-sample");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  seed 1  0.8000  majority class 0.1000", run.Out);
        Assert.Contains("missed  accuracy on the sealed test part 0.8000 ± 0.0041 on 900 items, bar 0.8600", run.Out);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void A_reached_bar_returns_0()
    {
        CommandRun run = Reproduce(0.93, "fashion-full", "--seeds", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("pass  accuracy on the sealed test part 0.9300 on 900 items, bar 0.9250  3 min 01 s", run.Out);
    }

    [Fact]
    public void Errors_must_lie_below_their_bar()
    {
        PublishedRow row = Reproducer.Rows.First(each => each.IsLowerBetter);

        Assert.True(row.IsReachedBy(row.Bar - 0.01));
        Assert.False(row.IsReachedBy(row.Bar + 0.01));
    }

    [Fact]
    public void The_list_names_every_row_with_its_bar()
    {
        string text = CommandRun.Of("reproduce", "--list").Out;
        JsonElement[] json = CommandRun.Of("reproduce", "--list", "--json").Json.EnumerateArray().ToArray();

        Assert.Equal(Reproducer.Rows.Select(row => row.Id), json.Select(row => row.GetProperty("row").GetString()));
        Assert.All(Reproducer.Rows, row => Assert.Contains(row.Id, text));
        PlainText.Assert(text);
    }

    [Fact]
    public void Ctrl_C_returns_130()
    {
        CommandRun run = CommandRun.Of(host => host with { Reproduce = (_, _, _, _) => throw new OperationCanceledException() }, "reproduce", "fashion-sample");

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("hone reproduce fashion-sample starts again from nothing", run.Error);
    }
}
