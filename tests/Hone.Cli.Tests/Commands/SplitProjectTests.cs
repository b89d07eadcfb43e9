using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hone.Cli.Tests;

/// <summary>A project from the charter to the sealed split, on the command line.</summary>
public sealed class SplitProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_goes_from_new_to_a_sealed_split()
    {
        New();
        CommandRun add = Hone("data", "add", Table());
        CommandRun verify = Hone("data", "verify");
        CommandRun describe = Hone("data", "describe");
        CommandRun show = Hone("data", "show", "--n", "4", "--sort", "x");
        CommandRun plan = Hone("split", "plan", "--time", "none");
        CommandRun make = Hone("split", "make", "--valid", "20%", "--test", "0.2", "--folds", "4");
        CommandRun power = Hone("split", "show", "--power");
        CommandRun freeze = Hone("split", "freeze", "v1", "--seal-test");
        CommandRun after = Hone("split", "show", "v1");

        foreach (CommandRun run in new[] { add, verify, describe, show, plan, make, power, freeze, after })
        {
            Assert.Equal(("", 0), (run.Error, run.ExitCode));
            PlainText.Assert(run.Out);
        }

        Assert.Contains("1 files", add.Out);
        Assert.Contains("all as they were added", verify.Out);
        Assert.Contains("120 items of kind table", describe.Out);
        Assert.Contains("Greatest", show.Out);
        Assert.Contains("stratified-group", plan.Out);
        Assert.Contains("'patient'", plan.Out);
        Assert.Contains("0 of the later ones are in train too", make.Out);
        Assert.Contains("next  hone split freeze v1 --seal-test", make.Out);
        Assert.Contains("standard error", power.Out);
        Assert.Contains("test labels are in the vault", freeze.Out);
        Assert.Contains("frozen, fingerprint", after.Out);
    }

    [Fact]
    public void Json_has_the_numbers_of_every_step()
    {
        New();

        Assert.Equal(1, Hone("data", "add", Table(), "--json").Json.GetProperty("files").GetInt32());
        Assert.Equal(0, Hone("data", "verify", "--json").Json.GetProperty("changes").GetArrayLength());
        Assert.Equal("text", Hone("data", "describe", "--json").Json.GetProperty("columns").GetProperty("columns")[1].GetProperty("kind").GetString());
        Assert.Equal("x", Hone("data", "show", "--sort", "x", "--json").Json.GetProperty("sortedBy").GetString());
        Assert.Equal("stratifiedGroup", Hone("split", "plan", "--time", "none", "--json").Json.GetProperty("strategy").GetString());
        JsonElement made = Hone("split", "make", "--by", "patient", "--folds", "3", "--json").Json;
        Assert.Equal(120, made.GetProperty("folds").EnumerateArray().Sum(fold => fold.GetInt32()));
        Assert.Equal(JsonValueKind.Null, made.GetProperty("fingerprint").ValueKind);
        Assert.Equal("Asked for: Group by 'patient'.", made.GetProperty("reason").GetString());
        Assert.Equal(0.9, Hone("split", "show", "--power", "--json").Json.GetProperty("power").GetProperty("expected").GetDouble());
        Assert.Equal(64, Hone("split", "freeze", "--json").Json.GetProperty("fingerprint").GetString()!.Length);
    }

    [Theory]
    [InlineData("--target y --metric wow", "accuracy, auc")]
    [InlineData("--target y --metric accuracy --predicts number", "mae, mse, r2, rmse, rmsle")]
    [InlineData("--target y --metric accuracy --direction lower", "direction higher for metric 'accuracy'")]
    [InlineData("--target y --metric accuracy --direction up", "higher, lower")]
    [InlineData("--target y --metric accuracy --deadline tomorrow", "'tomorrow'")]
    [InlineData("--metric accuracy", "--target")]
    public void A_charter_that_makes_no_sense_is_a_wrong_usage_and_makes_nothing(string options, string said)
    {
        CommandRun run = Run(_folder.Path, ["new", "p", .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error.ReplaceLineEndings(" ").Replace("         ", "", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder["p"]));
    }

    [Fact]
    public void A_deadline_in_the_past_warns_and_a_metric_of_ones_own_needs_its_direction()
    {
        CommandRun late = Run(_folder.Path, "new", "late", "--target", "y", "--metric", "accuracy", "--deadline", "2020-01-01");
        CommandRun own = Run(_folder.Path, "new", "own", "--target", "y", "--metric", "profit", "--direction", "higher");

        Assert.Equal((0, 0), (late.ExitCode, own.ExitCode));
        Assert.Contains("late submission mode", late.Out);
        Assert.Contains("higher is better", own.Out);
    }

    [Fact]
    public void Damaged_and_changed_data_end_with_3_and_the_name_of_the_file()
    {
        New();
        File.WriteAllText(_folder["cut.zip"], "PK not a zip");
        CommandRun zip = Hone("data", "add", _folder["cut.zip"]);
        CommandRun missing = Hone("data", "add", _folder["nowhere.csv"]);
        Hone("data", "add", Table());
        string raw = _folder["p/data/raw/t.csv"];
        File.SetAttributes(raw, FileAttributes.Normal);
        File.AppendAllText(raw, "p99,1,a\n");
        CommandRun verify = Hone("data", "verify");
        CommandRun json = Hone("data", "verify", "--json");
        Hone("split", "make", "--by", "patient");
        CommandRun freeze = Hone("split", "freeze");

        Assert.Equal((3, 3, 3, 3, 3), (zip.ExitCode, missing.ExitCode, verify.ExitCode, json.ExitCode, freeze.ExitCode));
        Assert.Contains("cut.zip", zip.Error);
        Assert.Contains("t.csv changed: SHA-256", verify.Error.ReplaceLineEndings(" "));
        Assert.Equal("t.csv", json.Json.GetProperty("changes")[0].GetProperty("path").GetString());
        Assert.Equal(2, Hone("data", "add", "kaggle:titanic").ExitCode);
    }

    [Fact]
    public void Rows_without_a_label_end_with_1_unless_they_are_meant()
    {
        New();
        File.WriteAllText(_folder["t.csv"], "patient,y\na,1\nb,\n");
        Hone("data", "add", _folder["t.csv"]);

        CommandRun run = Hone("data", "describe");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("1 without a label (row 1)", run.Error);
        Assert.Equal(0, Hone("data", "describe", "--allow-unmatched").ExitCode);
        Assert.Equal(1, Hone("data", "describe", "--json").ExitCode);
    }

    [Fact]
    public void An_open_interview_is_not_checked_and_chance_is_refused_with_5()
    {
        New();
        File.WriteAllText(_folder["t.csv"], "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{(i % 2 == 0 ? "a" : "b")}\n"))));
        Hone("data", "add", _folder["t.csv"]);

        CommandRun plan = Hone("split", "plan");
        CommandRun refused = Hone("split", "make");

        Assert.Equal((0, 4), (plan.ExitCode, Hone("split", "plan", "--strict").ExitCode));
        Assert.Contains("not checked  No column says", plan.Out);
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("--i-know random", refused.Error);
        Assert.Equal(2, Hone("split", "make", "--i-know", "everything").ExitCode);
        CommandRun known = Hone("split", "make", "--i-know", "random");
        Assert.Equal(0, known.ExitCode);
        Assert.Contains("Chance was chosen knowingly", known.Out);
    }

    [Fact]
    public void Dates_that_cannot_be_read_end_with_3_three_rows_and_the_option()
    {
        New();
        File.WriteAllText(_folder["t.csv"], "date,y\n31.01.2025,a\n30.01.2025,b\n29.01.2025,a\n28.01.2025,b\n");
        Hone("data", "add", _folder["t.csv"]);

        CommandRun run = Hone("split", "plan");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("row 0: '31.01.2025', row 1: '30.01.2025', row 2: '29.01.2025'", run.Error.ReplaceLineEndings(" ").Replace("         ", "", StringComparison.Ordinal));
        Assert.Contains("--date-format", run.Error);
        Assert.Equal(0, Hone("split", "plan", "--date-format", "d.M.yyyy").ExitCode);
    }

    [Theory]
    [InlineData("--by patient --folds 41", 3, "the largest feasible k is 40")]
    [InlineData("--by nobody", 2, "'nobody'")]
    [InlineData("--by patient --valid 20", 2, "write 20%")]
    [InlineData("--by patient --valid x", 2, "'x'")]
    [InlineData("--by patient --gap 7", 2, "'7'")]
    [InlineData("--by patient --folds many", 2, "'many'")]
    [InlineData("--strategy group-tim --by patient", 2, "did you mean group-time?")]
    [InlineData("--time patient", 3, "--date-format")]
    [InlineData("--by patient --name v/1", 2, "'v/1'")]
    [InlineData("--by patient --test-from soon", 2, "'soon'")]
    public void A_split_that_cannot_be_made_says_why(string options, int code, string said)
    {
        New();
        Hone("data", "add", Table());

        CommandRun run = Hone(["split", "make", .. options.Split(' ')]);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(said, run.Error.ReplaceLineEndings(" ").Replace("         ", "", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder["p/splits/v1"]));
    }

    [Fact]
    public void Lists_of_ids_give_the_parts()
    {
        New();
        Hone("data", "add", Table());
        File.WriteAllLines(_folder["p/valid.txt"], ["3", "4", ""]);
        File.WriteAllLines(_folder["p/test.txt"], ["5"]);

        JsonElement made = Hone("split", "make", "--valid-list", "valid.txt", "--test-list", "test.txt", "--json").Json;
        CommandRun missing = Hone("split", "make", "--valid-list", "nowhere.txt");
        File.WriteAllLines(_folder["p/valid.txt"], ["3", "400"]);
        CommandRun unknown = Hone("split", "make", "--valid-list", "valid.txt");

        Assert.Equal((117, 2, 1), (made.GetProperty("train").GetInt32(), made.GetProperty("valid").GetInt32(), made.GetProperty("test").GetInt32()));
        Assert.Equal((2, 3), (missing.ExitCode, unknown.ExitCode));
        Assert.Contains("nowhere.txt", missing.Error);
        Assert.Contains("row 1: '400'", unknown.Error);
    }

    [Fact]
    public void A_split_that_is_not_there_and_a_frozen_one_are_refused()
    {
        New();
        Hone("data", "add", Table());
        CommandRun none = Hone("split", "show");
        Hone("split", "make", "--by", "patient");
        Hone("split", "freeze");
        CommandRun again = Hone("split", "make", "--by", "patient", "--seed", "7");

        Assert.Equal((3, 2), (none.ExitCode, again.ExitCode));
        Assert.Contains("hone split plan", none.Error);
        Assert.Contains("does not change any more", again.Error);
        Assert.Equal(2, Hone("split", "show", "--expected", "90").ExitCode);
    }

    [Fact]
    public void A_split_without_a_test_part_cannot_be_sealed()
    {
        New();
        Hone("data", "add", Table());
        Hone("split", "make", "--by", "patient");

        CommandRun run = Hone("split", "freeze", "--seal-test");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("0 test items; nothing was frozen", run.Error.ReplaceLineEndings(" ").Replace("         ", "", StringComparison.Ordinal));
        Assert.Contains("hone split make --name v1 --test 10%", run.Error);

        // The draft is made anew with a test part, and then sealed.
        Assert.Equal(0, Hone("split", "make", "--by", "patient", "--test", "10%").ExitCode);
        Assert.Equal(0, Hone("split", "freeze", "--seal-test").ExitCode);
    }

    private void New() => Assert.Equal(0, Run(_folder.Path, "new", "p", "--target", "y", "--metric", "accuracy").ExitCode);

    private CommandRun Hone(params string[] args) => Run(_folder["p"], args);

    private static CommandRun Run(string folder, params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = folder }, args);

    private string Table()
    {
        var csv = new StringBuilder("x,patient,y\n");
        for (int i = 0; i < 120; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i},p{i / 3},{(i % 4 == 0 ? "ill" : "well")}\n");
        }

        File.WriteAllText(_folder["t.csv"], csv.ToString());
        return _folder["t.csv"];
    }
}
