using System.Text.Json;

namespace Hone.Cli.Tests;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["check", .. args]);

    /// <summary>Rows of two numbers that no other row has; copies are the first training rows again, in validation.</summary>
    private void WriteTable(string name, int copies)
    {
        var random = new Random(4);
        string[] rows = Enumerable.Range(0, 200).Select(_ => FormattableString.Invariant($"{random.NextDouble()},{random.NextDouble()}")).ToArray();
        string[] lines = rows.Select((row, i) => $"{(i % 4 == 3 ? $"{(i / 4 < copies ? rows[i - 1] : row)},valid" : $"{row},train")},{(random.Next(2) == 0 ? "a" : "b")}").ToArray();
        File.WriteAllText(_folder[name], "x,y,part,kind\n" + string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void A_leak_is_told_with_its_numbers_and_returns_1()
    {
        WriteTable("rows.csv", copies: 10);

        CommandRun run = Run("leak", "rows.csv", "--target", "kind", "--split", "part");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("10 pairs of equal rows between train and valid", run.Out.ReplaceLineEndings(" ").Replace("  ", ""), StringComparison.Ordinal);
        Assert.Contains("rows.csv: 200 items (150 train, 50 valid)", run.Out, StringComparison.Ordinal);
        Assert.Contains("findings: 1 error", run.Out, StringComparison.Ordinal);
        PlainText.Assert(run.Out.Replace(_folder.Path, ""));
    }

    [Fact]
    public void Clean_data_returns_0_and_4_when_strict()
    {
        WriteTable("rows.csv", copies: 0);

        Assert.Equal(0, Run("leak", "rows.csv", "--target", "kind", "--split", "part").ExitCode);
        Assert.Equal(4, Run("leak", "rows.csv", "--target", "kind", "--split", "part", "--strict").ExitCode);
    }

    [Fact]
    public void Json_has_counts_and_one_result_per_check()
    {
        WriteTable("rows.csv", copies: 10);

        JsonElement json = Run("leak", "rows.csv", "--target", "kind", "--split", "part", "--json").Json;

        Assert.Equal(("leak", 200, 1), (json.GetProperty("suite").GetString(), json.GetProperty("n").GetInt32(), json.GetProperty("exitCode").GetInt32()));
        JsonElement duplicates = json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("id").GetString() == "leak/duplicates");
        Assert.Equal("error", duplicates.GetProperty("findings")[0].GetProperty("severity").GetString());
        Assert.Equal(json.GetProperty("checks").GetArrayLength(), json.GetProperty("passed").GetInt32() + json.GetProperty("findings").GetInt32() + json.GetProperty("notChecked").GetInt32());
    }

    [Fact]
    public void Shuffled_labels_leave_the_forest_of_a_table_at_the_constant_answer()
    {
        WriteTable("rows.csv", copies: 0);

        CommandRun run = Run("leak", "rows.csv", "--target", "kind", "--split", "part", "--shuffle-labels", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement last = run.Json.GetProperty("checks").EnumerateArray().Last();
        Assert.Equal(("leak/shuffled-labels", "pass"), (last.GetProperty("id").GetString(), last.GetProperty("outcome").GetString()));
        Assert.Equal(0, run.Json.GetProperty("notes").GetArrayLength());
    }

    [Fact]
    public void Copies_become_a_group_column()
    {
        WriteTable("rows.csv", copies: 10);

        CommandRun run = Run("leak", "rows.csv", "--target", "kind", "--split", "part", "--as-group", "groups.csv");

        Assert.Contains("10 groups of two or more among 200 items", run.Error, StringComparison.Ordinal);
        Assert.Equal(201, File.ReadAllLines(_folder["groups.csv"]).Length);
    }

    [Theory]
    [InlineData("sideways rows.csv", "one of the commands data, split", "'sideways'")]
    [InlineData("overfit rows.csv", "a recipe: a C# file of the project", "'rows.csv'")]
    [InlineData("metric loggloss", "log_loss", "'loggloss'")]
    [InlineData("--self-test --seeds none", "a whole number", "'none'")]
    [InlineData("--self-test --fault nobodys", "a part of the name of a fault", "'nobodys'")]
    [InlineData("leak rows.csv --by luck", "random, time or group", "'luck'")]
    [InlineData("leak rows.csv --horizon soon", "a number of 0 or more", "'soon'")]
    [InlineData("leak recipes/net.cs", "--shuffle-labels after a recipe", "'recipes/net.cs'")]
    [InlineData("data recipes/net.cs", "a table, a folder or a project", "'recipes/net.cs'")]
    [InlineData("leak rows.csv --subset 5%", "options that mean something for data", "--subset")]
    public void Wrong_words_are_refused_with_the_right_ones(string line, string expected, string got)
    {
        WriteTable("rows.csv", copies: 0);

        CommandRun run = Run(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains(got, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_word_all_questions_are_named()
    {
        CommandRun run = Run();

        Assert.Equal(2, run.ExitCode);
        Assert.All(["data, split, leak, batch, overfit", "metric or env", "--self-test"], words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void The_self_test_shows_a_row_for_each_fault_and_returns_0()
    {
        CommandRun run = Run("--self-test", "--seeds", "2", "--fault", "labels off by one");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 fault, 2 seeds each", run.Out, StringComparison.Ordinal);
        Assert.Matches("labels off by one +2/2 +0 ", run.Out);
        Assert.Contains("0 missed, 0 with false alarms", run.Out, StringComparison.Ordinal);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void The_self_test_as_json_counts_faults_missed_and_false_alarms()
    {
        JsonElement json = Run("--self-test", "--seeds", "1", "--fault", "softmax before", "--json").Json;

        Assert.Equal((1, 0, 0), (json.GetProperty("faults").GetInt32(), json.GetProperty("missed").GetInt32(), json.GetProperty("falseAlarms").GetInt32()));
        JsonElement row = json.GetProperty("rows")[0];
        Assert.Equal(("softmax before cross-entropy", "model/softmax-twice", 1), (row.GetProperty("name").GetString(), row.GetProperty("finding").GetString(), row.GetProperty("found").GetInt32()));
    }

    [Fact]
    public void Metrics_pass_and_the_machine_is_described()
    {
        CommandRun metrics = Run("metric", "all");
        JsonElement machine = Run("env", "--json").Json;

        Assert.Equal(0, metrics.ExitCode);
        Assert.Contains("12 checks: 12 passed", metrics.Out, StringComparison.Ordinal);
        Assert.Equal(("env", 6), (machine.GetProperty("suite").GetString(), machine.GetProperty("checks").GetArrayLength()));
    }

    [Theory]
    [InlineData("mae", 0, "mae, lower is better")]
    [InlineData("profit", 4, "no formula for 'profit'")]
    public void The_metric_of_a_project_is_tested_and_one_of_its_own_is_not_checked(string metric, int code, string text)
    {
        Hone.Method.MetricDirection? direction = metric == "profit" ? Hone.Method.MetricDirection.Higher : null;
        Hone.Method.Project.Create(_folder["p"], new Hone.Method.Charter { Question = "q", Target = "y", Metric = metric, Direction = direction });

        CommandRun run = Run("metric", "--dir", "p", "--strict");

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(text, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_returns_3_and_names_the_place()
    {
        File.WriteAllText(_folder["rows.csv"], "x,part\n1,train\n2,later\n");

        CommandRun missing = Run("data", "nowhere.csv");
        CommandRun part = Run("data", "rows.csv", "--split", "part");
        CommandRun column = Run("data", "rows.csv", "--target", "y");

        Assert.All([missing, part, column], run => Assert.Equal(3, run.ExitCode));
        Assert.Contains("nowhere.csv", missing.Error, StringComparison.Ordinal);
        Assert.Contains("'later'", part.Error, StringComparison.Ordinal);
        Assert.Contains("x, part", column.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_in_folders_of_labels_are_checked()
    {
        foreach (string label in (string[])["good", "bad"])
        {
            for (int i = 0; i < 4; i++)
            {
                string folder = Path.Combine(_folder.Path, "reviews", i == 3 ? "valid" : "train", label);
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, $"{i}.txt"), i is 0 or 3 ? $"The same {label} text." : $"{label} text number {i}");
            }
        }

        CommandRun run = Run("leak", "reviews");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("train/bad/0.txt = valid/bad/3.txt", run.Out, StringComparison.Ordinal);
    }
}
