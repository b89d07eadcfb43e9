using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Hone.Cli.Tests;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ExportedModel _model;

    public PredictCommandTests() => _model = new ExportedModel(_folder["pattern.hone"]);

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["predict", .. args]);

    [Fact]
    public void Each_file_gets_a_line_with_probability_label_and_name()
    {
        _model.WriteImage(_folder["a.png"], Position(0));
        _model.WriteImage(_folder["b.png"], Position(1));

        CommandRun run = Run("pattern.hone", "a.png", "b.png");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(3, run.Lines.Length);
        Assert.Equal($"  {_model.Expected[0].Probability.ToString("0.0000", CultureInfo.InvariantCulture)}  {_model.Expected[0].Label,-4}  a.png", run.Lines[0]);
        Assert.EndsWith("  b.png", run.Lines[1]);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void Json_holds_all_probabilities_and_nothing_else_is_printed()
    {
        _model.WriteImage(_folder["a.png"], Position(2));

        CommandRun run = Run("pattern.hone", "a.png", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement prediction = run.Json.GetProperty("predictions")[0];
        Assert.Equal("a.png", prediction.GetProperty("file").GetString());
        Assert.Equal(_model.Expected[2].Label, prediction.GetProperty("label").GetString());
        Assert.Equal(["ant", "bee", "cat"], prediction.GetProperty("probabilities").EnumerateObject().Select(p => p.Name));
        Assert.Equal(1.0, prediction.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);
        Assert.Equal(0, run.Json.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public void An_unreadable_file_is_reported_in_four_lines_and_the_others_are_predicted()
    {
        _model.WriteImage(_folder["a.png"], 0);
        File.WriteAllText(_folder["notes.txt"], "no picture");

        CommandRun run = Run("pattern.hone", "notes.txt", "gone.png", "a.png");

        Assert.Equal(3, run.ExitCode);
        Assert.EndsWith("  a.png", run.Lines[0]);
        Assert.Equal(2, run.Error.Split("error: ").Length - 1);
        Assert.Contains("notes.txt", run.Error);
        Assert.Contains("no such file", run.Error);
        Assert.Contains("try:", run.Error);
        PlainText.Assert(run.Error.Replace(_folder.Path, ""));
    }

    [Fact]
    public void An_unreadable_file_is_an_entry_of_the_json()
    {
        File.WriteAllText(_folder["notes.txt"], "no picture");

        CommandRun run = Run("pattern.hone", "notes.txt", "--json");

        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Error);
        JsonElement error = run.Json.GetProperty("errors")[0];
        Assert.Equal("notes.txt", error.GetProperty("file").GetString());
        Assert.False(string.IsNullOrEmpty(error.GetProperty("expected").GetString()));
    }

    [Theory]
    [InlineData("gone.hone", "no such file")]
    [InlineData("notes.txt", "zip archive")]
    public void A_model_that_cannot_be_read_is_a_bad_input(string model, string says)
    {
        File.WriteAllText(_folder["notes.txt"], "no model");
        CommandRun run = Run(model, "a.png");
        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Contains(says, run.Error);
        Assert.Contains(model, run.Error);
    }

    [Fact]
    public void Without_files_the_usage_is_wrong()
    {
        CommandRun run = Run("pattern.hone");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error", run.Error);
    }

    [Fact]
    public void Another_process_that_knows_nothing_of_the_training_gives_the_same_predictions()
    {
        int count = _model.Expected.Count;
        string[] files = [.. Enumerable.Range(0, count).Select(i => $"{i}.png")];
        for (int i = 0; i < count; i++)
        {
            _model.WriteImage(_folder[files[i]], Position(i));
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        foreach (string word in (string[])["exec", typeof(HoneCommand).Assembly.Location, "predict", "pattern.hone", .. files, "--json"])
        {
            start.ArgumentList.Add(word);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        JsonElement predictions = JsonDocument.Parse(output).RootElement.GetProperty("predictions");
        Assert.Equal(count, predictions.GetArrayLength());
        for (int i = 0; i < count; i++)
        {
            float[] probabilities = [.. predictions[i].GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetSingle())];
            Assert.Equal(_model.Expected[i].Probabilities, probabilities);
        }
    }

    private int Position(int row) => int.Parse(_model.Expected.Ids[row], CultureInfo.InvariantCulture);
}
