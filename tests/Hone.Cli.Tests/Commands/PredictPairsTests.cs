using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Cli.Tests;

/// <summary>hone predict with a model of two inputs: the files of one item after those of another.</summary>
public sealed class PredictPairsTests : IDisposable
{
    private const int Side = 4;

    private readonly TemporaryFolder _folder = new();

    public PredictPairsTests()
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(Picture, ImageMode.Gray),
            MoreInputs = [new ImageBlock<int>(i => Picture(i / 2), ImageMode.Gray)],
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "same" : "different"),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 20)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        Module model = new SiameseNet(new Sequential(new Flatten(), new Linear(Side * Side, 3)), new Linear(6, 2)).Initialize(seed: 1);
        new Learner(data, model).Export(_folder["pairs.hone"]);
        for (int i = 0; i < 4; i++)
        {
            Png.Write(_folder[$"{i}.png"], new ImageData(Side, Side, 1, Picture(i).Pixels.ToArray()));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_pair_of_files_has_a_line_and_json_names_both()
    {
        Prediction expected = Predictor.Load(_folder["pairs.hone"]).Predict([ItemInput.OfImage(Picture(2)), ItemInput.OfImage(Picture(3))]);

        CommandRun lines = Run("pairs.hone", "0.png", "1.png", "2.png", "3.png");
        CommandRun json = Run("pairs.hone", "0.png", "1.png", "2.png", "3.png", "--json");

        Assert.Equal(("", 0, 2), (lines.Error, lines.ExitCode, lines.Lines.Count(line => line.Length > 0)));
        Assert.EndsWith("  0.png, 1.png", lines.Lines[0]);
        Assert.EndsWith("  2.png, 3.png", lines.Lines[1]);
        JsonElement prediction = json.Json.GetProperty("predictions")[1];
        Assert.Equal(["2.png", "3.png"], prediction.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal(("2.png, 3.png", expected.Label), (prediction.GetProperty("file").GetString(), prediction.GetProperty("label").GetString()));
        Assert.Equal(expected.Probabilities[1], prediction.GetProperty("probabilities").GetProperty("same").GetSingle(), 1e-6);
    }

    [Fact]
    public void An_unreadable_file_and_an_odd_number_of_files_say_what_to_try()
    {
        CommandRun json = Run("pairs.hone", "0.png", "gone.png", "2.png", "3.png", "--json");
        Assert.Equal(3, json.ExitCode);
        Assert.Equal(1, json.Json.GetProperty("predictions").GetArrayLength());
        Assert.Equal(["0.png", "gone.png"], json.Json.GetProperty("errors")[0].GetProperty("files").EnumerateArray().Select(file => file.GetString()));

        CommandRun odd = Run("pairs.hone", "0.png", "1.png", "2.png");
        Assert.NotEqual(0, odd.ExitCode);
        Assert.All(["Files in groups of 2", "3 files", "try:"], text => Assert.Contains(text, odd.Error));
        Assert.Equal(2, Run("pairs.hone", "0.png", "1.png", "--tta", "1").ExitCode);
    }

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["predict", .. args]);

    private static ImagePixels Picture(int number) => new(Enumerable.Range(0, Side * Side).Select(i => (byte)((number * 31) + (i * 17))).ToArray(), Side, Side, 1);
}
