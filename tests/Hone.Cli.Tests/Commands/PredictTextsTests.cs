using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Cli.Tests;

public sealed class PredictTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PredictTextsTests()
    {
        File.WriteAllText(_folder["kind.txt"], "a lovely film");
        File.WriteAllText(_folder["harsh.txt"], "dull");
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["predict", .. args]);

    [Fact]
    public void Each_file_is_a_text_and_json_holds_all_probabilities()
    {
        Export(new CategoryBlock<string>(text => text.Contains("lovely", StringComparison.Ordinal) ? "kind" : "harsh"), 2);
        Prediction expected = Predictor.Load(_folder["reviews.hone"]).PredictText("a lovely film");

        CommandRun lines = Run("reviews.hone", "kind.txt", "harsh.txt");
        CommandRun json = Run("reviews.hone", "kind.txt", "harsh.txt", "--json");

        Assert.Equal(("", 0), (lines.Error, lines.ExitCode));
        Assert.EndsWith("  kind.txt", lines.Lines[0]);
        Assert.EndsWith("  harsh.txt", lines.Lines[1]);
        JsonElement prediction = json.Json.GetProperty("predictions")[0];
        Assert.Equal(("kind.txt", expected.Label), (prediction.GetProperty("file").GetString(), prediction.GetProperty("label").GetString()));
        Assert.Equal(expected.Probabilities[1], prediction.GetProperty("probabilities").GetProperty("kind").GetSingle(), 1e-6);
    }

    [Fact]
    public void Files_that_are_no_texts_say_what_was_expected_and_what_to_try()
    {
        Export(new CategoryBlock<string>(text => text.Contains("lovely", StringComparison.Ordinal) ? "kind" : "harsh"), 2);
        File.WriteAllBytes(_folder["photo.jpg"], [0xFF, 0xD8, 0xFF, 0xE0]);

        CommandRun lines = Run("reviews.hone", "photo.jpg", "gone.txt", "kind.txt");
        CommandRun json = Run("reviews.hone", "photo.jpg", "--json");

        Assert.Equal(3, lines.ExitCode);
        Assert.EndsWith("  kind.txt", lines.Lines[0]);
        Assert.Contains("photo.jpg", lines.Error);
        Assert.Contains("A text in UTF-8", lines.Error);
        Assert.Contains("no such file", lines.Error);
        Assert.Equal(2, lines.Error.Split("try:").Length - 1);
        JsonElement error = json.Json.GetProperty("errors")[0];
        Assert.Equal(("photo.jpg", "A text in UTF-8."), (error.GetProperty("file").GetString(), error.GetProperty("expected").GetString()));
        Assert.Equal(2, Run("reviews.hone", "kind.txt", "--tta", "5").ExitCode);
    }

    [Fact]
    public void Numbers_go_into_a_table()
    {
        Export(new RegressionBlock<string>(text => (float[])[text.Length]), 1);

        CommandRun table = Run("reviews.hone", "kind.txt", "harsh.txt", "--out", "stars.csv");

        Assert.Equal(("", 0), (table.Error, table.ExitCode));
        string[] rows = File.ReadAllLines(_folder["stars.csv"]);
        Assert.Equal((3, "file,y0"), (rows.Length, rows[0]));
        Assert.StartsWith("kind.txt,", rows[1]);
    }

    private void Export(Block<string> target, int outputs)
    {
        var block = new DataBlock<string>
        {
            Input = new TextBlock<string>(text => text, new TextOptions { MinFrequency = 1 }),
            Target = target,
            Splitter = new RandomSplitter(0.5, 1),
        };
        DataLoaders data = block.DataLoaders(["a lovely film", "lovely", "a dull film", "dull", "so lovely", "so dull", "lovely lovely", "dull dull"], new DataLoaderOptions { Workers = 0, BatchSize = 2 });
        Module model = new Sequential(new EmbeddingBag(data.Train.Dataset.Input.Vocab.Count, 4, new() { PaddingIndex = 1 }), new Linear(4, outputs)).Initialize(seed: 1);
        new Learner(data, model).Export(_folder["reviews.hone"]);
    }
}
