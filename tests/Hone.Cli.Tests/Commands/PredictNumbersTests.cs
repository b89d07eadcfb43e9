using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Cli.Tests;

public sealed class PredictNumbersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PredictNumbersTests() => Png.Write(_folder["a.png"], new ImageData(20, 10, 1, new byte[200]));

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["predict", .. args]);

    [Fact]
    public void Points_are_told_in_pixels_of_the_picture_whatever_the_model_sees_of_it()
    {
        ExportedPoints.Export(_folder["squished.hone"], ResizeMethod.Squish);
        ExportedPoints.Export(_folder["cropped.hone"], ResizeMethod.Crop);

        CommandRun squished = Run("squished.hone", "a.png");
        CommandRun cropped = Run("cropped.hone", "a.png");

        Assert.Equal(("", 0), (squished.Error, squished.ExitCode));
        Assert.Contains("5.0,7.5 10.0,5.0", squished.Out);

        // The crop leaves the middle, from x 5 to 15.
        Assert.Contains("7.5,7.5 10.0,5.0", cropped.Out);
    }

    [Fact]
    public void A_table_or_json_holds_them_for_programs()
    {
        ExportedPoints.Export(_folder["points.hone"], ResizeMethod.Squish);
        File.WriteAllText(_folder["notes.txt"], "no picture");

        CommandRun table = Run("points.hone", "a.png", "notes.txt", "--out", "points.csv");
        CommandRun json = Run("points.hone", "a.png", "--json");

        Assert.Equal(3, table.ExitCode);
        Assert.Contains("notes.txt", table.Error);
        Assert.Contains("1 files predicted, in points.csv", table.Out);
        Assert.Equal(["file,x0,y0,x1,y1", "a.png,5,7.5,10,5"], File.ReadAllLines(_folder["points.csv"]));
        JsonElement points = json.Json.GetProperty("predictions")[0].GetProperty("points");
        Assert.Equal([5f, 7.5f, 10f, 5f], points.EnumerateArray().SelectMany(point => point.EnumerateArray()).Select(value => value.GetSingle()));
        Assert.False(json.Json.TryGetProperty("folds", out _));
    }

    [Fact]
    public void Other_numbers_stay_as_the_model_says_them()
    {
        ExportedPoints.Export(_folder["numbers.hone"], ResizeMethod.Squish, arePoints: false);

        CommandRun table = Run("numbers.hone", "a.png", "--out", "numbers.csv");
        CommandRun json = Run("numbers.hone", "a.png", "--json");

        Assert.Equal(["file,y0,y1,y2,y3", "a.png,-0.5,0.5,0,0"], File.ReadAllLines(_folder["numbers.csv"]));
        Assert.Equal(("", 0), (table.Error, table.ExitCode));
        Assert.Equal(4, json.Json.GetProperty("predictions")[0].GetProperty("numbers").GetArrayLength());
    }

    [Fact]
    public void What_does_not_fit_points_is_a_wrong_usage_and_an_unwritable_place_a_bad_input()
    {
        ExportedPoints.Export(_folder["points.hone"], ResizeMethod.Squish);
        File.WriteAllText(_folder["notes.txt"], "a file");

        CommandRun views = Run("points.hone", "a.png", "--tta", "2");
        CommandRun picture = Run("points.hone", "a.png", "--out", "a.png");
        CommandRun unwritable = Run("points.hone", "a.png", "--out", "notes.txt/points.csv");

        Assert.Equal((2, 2, 3), (views.ExitCode, picture.ExitCode, unwritable.ExitCode));
        Assert.Contains("--tta 2 with points.hone", views.Error);
        Assert.Contains("'a.png'", picture.Error);
        Assert.Contains("choose another place after --out", unwritable.Error);
    }
}
