using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hone.Learn;

namespace Hone.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainCommandTests()
    {
        File.WriteAllText(_folder["loans.csv"], SmallTables.Loans());
        File.WriteAllText(_folder["new.csv"], "job,income,age\ncook,49,30\nclerk,11,30\n");
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, args);

    [Fact]
    public void A_table_is_learned_shown_written_and_predicted()
    {
        CommandRun run = Run("train", "loans.csv", "--target", "paid", "--trees", "10", "--out", "loans.hone");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        PlainText.Assert(run.Out);
        Assert.All(["income  number   number", "paid    text     target", "id      integer  left out", "constant guess", "ensemble", "95% interval", "best", "hone predict loans.hone"], text => Assert.Contains(text, run.Out));
        Assert.Contains("id: a number of its own for each row, as ids have; left out (200 rows, such as \"1\")", run.Out.Replace("\n        ", " ", StringComparison.Ordinal));

        CommandRun answers = Run("predict", "loans.hone", "new.csv");
        Assert.Equal(0, answers.ExitCode);
        Assert.Empty(answers.Error);
        PlainText.Assert(answers.Out);
        Assert.Matches("^ +row +prob\\. +paid$", answers.Lines[0]);
        Assert.Matches("^ +1 +[01]\\.\\d{4} +yes$", answers.Lines[1]);
        Assert.Matches("^ +2 +[01]\\.\\d{4} +no$", answers.Lines[2]);
    }

    [Fact]
    public void A_refit_writes_a_model_of_all_rows_and_says_whose_score_is_shown()
    {
        CommandRun run = Run("train", "loans.csv", "--target", "paid", "--trees", "5", "--refit", "--out", "all.hone");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("on all 200 rows; the score above is that of the model that had not seen the rows it was scored on", run.Out.Replace("\n        ", " ", StringComparison.Ordinal));
        Assert.Equal(0, Run("predict", "all.hone", "new.csv").ExitCode);
        Assert.Equal(200, Run("train", "loans.csv", "--target", "paid", "--trees", "5", "--refit", "--out", "all.hone", "--json").Json.GetProperty("refitRows").GetInt32());
        CommandRun alone = Run("train", "loans.csv", "--target", "paid", "--refit");
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("--out FILE beside --refit", alone.Error);
    }

    [Fact]
    public void Json_holds_the_rungs_and_nothing_else_is_printed()
    {
        CommandRun run = Run("train", "loans.csv", "--target", "paid", "--trees", "5", "--seed", "7", "--json", "--out", "loans.hone");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(7, run.Json.GetProperty("rungs").GetArrayLength());
        Assert.Equal("accuracy", run.Json.GetProperty("description").GetProperty("metric").GetString());
        Assert.Equal("loans.hone", run.Json.GetProperty("model").GetString());
        JsonElement best = run.Json.GetProperty("rungs").EnumerateArray().Single(rung => rung.GetProperty("name").GetString() == run.Json.GetProperty("best").GetString());
        Assert.InRange(best.GetProperty("score").GetDouble(), best.GetProperty("interval").GetProperty("low").GetDouble(), best.GetProperty("interval").GetProperty("high").GetDouble());
        Assert.Equal("id", run.Json.GetProperty("notes")[0].GetProperty("column").GetString());

        CommandRun answers = Run("predict", "loans.hone", "new.csv", "--json");
        Assert.Empty(answers.Error);
        JsonElement prediction = answers.Json.GetProperty("predictions")[0];
        Assert.Equal((1, "yes"), (prediction.GetProperty("row").GetInt32(), prediction.GetProperty("label").GetString()));
        Assert.Equal(["no", "yes"], prediction.GetProperty("probabilities").EnumerateObject().Select(p => p.Name));
        Assert.False(prediction.TryGetProperty("numbers", out _));
    }

    [Fact]
    public void Numbers_are_written_to_a_csv_file_with_full_precision()
    {
        Assert.Equal(0, Run("train", "loans.csv", "--target", "income", "--trees", "5", "--out", "income.hone").ExitCode);
        CommandRun run = Run("predict", "income.hone", "loans.csv", "--out", "answers.csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("200 rows predicted, in answers.csv\n", run.Out);
        string[] lines = File.ReadAllLines(_folder["answers.csv"]);
        Assert.Equal((201, "row,income"), (lines.Length, lines[0]));
        double[] expected = TablePredictor.Load(_folder["income.hone"]).Predict(TablePredictor.Load(_folder["income.hone"]).ReadCsv(_folder["loans.csv"])).Outputs.ToArray();
        Assert.Equal(expected, lines[1..].Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
        Assert.Contains("'income.hone'", Run("predict", "income.hone", "loans.csv", "--out", "income.hone").Error);
        Assert.Contains("2: loans.csv, new.csv", Run("predict", "income.hone", "loans.csv", "new.csv").Error);
    }

    [Fact]
    public void Another_process_gives_the_same_predictions()
    {
        CommandRun here = Run("train", "loans.csv", "--target", "paid", "--trees", "5", "--out", "loans.hone");
        Assert.Equal(0, here.ExitCode);
        TablePredictor predictor = TablePredictor.Load(_folder["loans.hone"]);
        double[] expected = predictor.Predict(predictor.ReadCsv(_folder["loans.csv"])).Outputs.ToArray();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        foreach (string word in (string[])["exec", typeof(HoneCommand).Assembly.Location, "predict", "loans.hone", "loans.csv", "--json"])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        JsonElement predictions = JsonDocument.Parse(output).RootElement.GetProperty("predictions");
        Assert.Equal(expected, predictions.EnumerateArray().SelectMany(row => row.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetDouble())));
    }

    [Fact]
    public void Rows_that_training_did_not_have_are_counted_on_the_side()
    {
        Assert.Equal(0, Run("train", "loans.csv", "--target", "paid", "--trees", "5", "--out", "loans.hone").ExitCode);
        File.WriteAllText(_folder["odd.csv"], "job,income,age,shoe\npilot,inf,30,44\ncook,,31,45\n");
        CommandRun run = Run("predict", "loans.hone", "odd.csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, run.Lines.Length);
        string notes = run.Error.Replace("\n      ", " ", StringComparison.Ordinal);
        Assert.Contains("job: category not in the training rows, replaced by #na# (1 row, such as \"pilot\")", notes);
        Assert.Contains("income: infinite, taken as missing (1 row)", notes);
        Assert.Contains("income: missing, though no training row lacks it", notes);
        Assert.Contains("shoe: not among the columns that were learned from; left out (2 rows)", notes);

        File.WriteAllText(_folder["lacking.csv"], "job,age\ncook,31\n");
        CommandRun lacking = Run("predict", "loans.hone", "lacking.csv");
        Assert.Equal(3, lacking.ExitCode);
        Assert.Contains("1 missing: income", lacking.Error);
        File.WriteAllText(_folder["words.csv"], "job,income,age\ncook,1,31\ncook,much,31\n");
        CommandRun words = Run("predict", "loans.hone", "words.csv");
        Assert.Equal(3, words.ExitCode);
        Assert.Contains("\"much\"", words.Error);
        Assert.Contains("row 3", words.Error);
    }

    [Fact]
    public void Ratings_are_learned_and_unknown_users_get_an_average_answer()
    {
        File.WriteAllText(_folder["ratings.csv"], SmallTables.Ratings());
        CommandRun run = Run("train", "ratings.csv", "--user", "user", "--item", "item", "--rating", "rating", "--epochs", "3", "--out", "films.hone");
        Assert.Equal(0, run.ExitCode);
        PlainText.Assert(run.Out);
        Assert.All(["global mean", "user and item biases", "dot product", "neural", "ensemble", "RMSE"], text => Assert.Contains(text, run.Out));
        File.WriteAllText(_folder["ask.csv"], "user,item\n3,film4\nstranger,film4\n");
        CommandRun answers = Run("predict", "films.hone", "ask.csv");
        Assert.Equal(0, answers.ExitCode);
        Assert.Matches("^ +2 +\\d\\.\\d{4}$", answers.Lines[2]);
        Assert.Contains("user: category not in the training rows, replaced by #na# (1 row, such as \"stranger\")", answers.Error.Replace("\n      ", " ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("train loans.csv", 2, "neither")]
    [InlineData("train loans.csv --user a --item b", 2, "--user, --item alone")]
    [InlineData("train loans.csv --target paid --user id", 2, "--target beside --user")]
    [InlineData("train loans.csv --target payd", 2, "did you mean paid?")]
    [InlineData("train loans.csv --target paid --drop incme", 2, "did you mean income?")]
    [InlineData("train loans.csv --target paid --split sideways", 2, "'sideways'")]
    [InlineData("train loans.csv --target paid --split random --date age", 2, "--split random")]
    [InlineData("train loans.csv --target paid --split time", 2, "a table without dates")]
    [InlineData("train loans.csv --target paid --task words", 2, "'words'")]
    [InlineData("train loans.csv --target paid --metric f1", 2, "'f1'")]
    [InlineData("train loans.csv --target paid --metric rmse", 2, "Rmse for paid")]
    [InlineData("train loans.csv --target paid --valid 70%", 2, "'70%'")]
    [InlineData("train loans.csv --target paid --epochs 3", 2, "--epochs 3")]
    [InlineData("train loans.csv --target paid --seed -1", 2, "'-1'")]
    [InlineData("train loans.csv --target paid --encoding ebcdic", 2, "'ebcdic'")]
    [InlineData("train loans.csv --target paid --names a,,c", 2, "'a,,c'")]
    [InlineData("train loans.csv --target paid --out .", 2, "which is a folder")]
    [InlineData("train gone.csv --target paid", 3, "no such file")]
    [InlineData("train loans.csv --target paid --task numbers", 3, "no number in 200 of 200 rows")]
    [InlineData("train loans.csv --target id --task classes", 3, "200 different values in 200 rows")]
    public void What_cannot_be_done_is_said_with_its_exit_code(string line, int code, string says)
    {
        CommandRun run = Run(line.Split(' '));
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(says, run.Error.Replace("\n         ", " ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Theory]
    [InlineData("a,y\n1,2\n1,2,3\n", "3 fields", "row 3")]
    [InlineData("", "an empty file", "table.csv")]
    [InlineData("a,y\n1,2\n2,3\n", "2 rows", "20 rows")]
    [InlineData("a,a\n1,2\n", "\"a\" in columns 1 and 2", "--names")]
    public void A_file_that_cannot_be_learned_from_is_a_bad_input(string text, string says, string also)
    {
        File.WriteAllText(_folder["table.csv"], text);
        CommandRun run = Run("train", "table.csv", "--target", text.Contains('y', StringComparison.Ordinal) ? "y" : "a");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(says, run.Error);
        Assert.Contains(also, run.Error.Replace("\n         ", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_constant_target_is_a_bad_input()
    {
        File.WriteAllText(_folder["same.csv"], "a,y\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row % 7},4\n")));
        CommandRun run = Run("train", "same.csv", "--target", "y");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("\"4\" in all 30 rows", run.Error);
    }

    [Fact]
    public void Another_encoding_is_named_and_can_be_asked_for()
    {
        string text = "ville,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{(row % 3 == 0 ? "Nîmes" : "Orléans")},{(row % 3 == 0 ? "non" : "oui")}\n"));
        File.WriteAllBytes(_folder["latin.csv"], Encoding.Latin1.GetBytes(text));
        CommandRun wrong = Run("train", "latin.csv", "--target", "y");
        Assert.Equal(3, wrong.ExitCode);
        Assert.Contains("byte 0xEE in line 2", wrong.Error);
        Assert.Contains("--encoding latin1", wrong.Error);
        CommandRun right = Run("train", "latin.csv", "--target", "y", "--encoding", "latin1", "--trees", "3");
        Assert.Equal(0, right.ExitCode);
    }

    [Fact]
    public void Ctrl_C_stops_cleanly_and_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CommandRun run = CommandRun.Of(host => host with { WorkingDirectory = _folder.Path, CancellationToken = stop.Token }, "train", "loans.csv", "--target", "paid", "--out", "loans.hone");
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("stopped; loans.hone was not written", run.Error);
        Assert.False(File.Exists(_folder["loans.hone"]));
    }
}
