using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Cli.Tests;

public sealed class PredictMasksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PredictMasksTests()
    {
        ExportedSegmenter.Export(_folder["bright.hone"]);
        ExportedSegmenter.WriteImage(_folder["a.png"], 3);
        ExportedSegmenter.WriteImage(_folder["b.png"], 30);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["predict", .. args]);

    [Fact]
    public void Each_file_gets_the_shares_of_its_classes_largest_first()
    {
        CommandRun run = Run("bright.hone", "a.png", "b.png");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(["a.png", "  dark 90.0%, bright 10.0%", "b.png", "  bright 100.0%"], run.Lines.Take(4));
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void Masks_are_written_as_gray_images_of_class_indices()
    {
        CommandRun run = Run("bright.hone", "a.png", "b.png", "--out", "masks");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"mask of 5x6 pixels in {Path.Combine("masks", "a.png")}", run.Out);
        ImageData mask = Png.Read(_folder[Path.Combine("masks", "a.png")]);
        Assert.Equal((5, 6, 1), (mask.Width, mask.Height, mask.Channels));
        Assert.Equal([.. Enumerable.Repeat((byte)1, 3), .. new byte[27]], mask.Pixels.ToArray());
        Assert.Equal(2, Directory.GetFiles(_folder["masks"]).Length);
    }

    [Fact]
    public void A_mask_has_the_size_of_its_picture_and_says_what_a_crop_hid()
    {
        ExportedSegmenter.Export(_folder["square.hone"], new Resize(4));
        ExportedSegmenter.WriteImage(_folder["a.png"], 10);

        CommandRun run = Run("square.hone", "a.png", "--out", "masks");

        // Of 6 rows of 5 pixels the crop takes 5; the first two rows are bright.
        Assert.Equal(0, run.ExitCode);
        string text = string.Join(' ', run.Lines.Select(line => line.Trim()));
        Assert.Contains("mask of 5x6 pixels", text);
        Assert.Contains("did not see 16.7% of the picture", text);
        ImageData mask = Png.Read(_folder[Path.Combine("masks", "a.png")]);
        Assert.Equal((5, 6, 1), (mask.Width, mask.Height, mask.Channels));
        Assert.Equal([1, 1, 0, 0, 0, 0], mask.Pixels.ToArray().Where((_, i) => i % 5 == 2).Select(value => (int)value));
        JsonElement file = Run("square.hone", "a.png", "--out", "masks", "--json").Json.GetProperty("segmentations")[0];
        Assert.Equal((6, 5), (file.GetProperty("height").GetInt32(), file.GetProperty("width").GetInt32()));
        Assert.Equal(5 / 6.0, file.GetProperty("seenShare").GetDouble(), 1e-9);
    }

    [Fact]
    public void Json_holds_shares_sizes_and_masks()
    {
        CommandRun run = Run("bright.hone", "a.png", "gone.png", "--out", "masks", "--json");

        Assert.Equal(3, run.ExitCode);
        JsonElement file = run.Json.GetProperty("segmentations")[0];
        Assert.Equal(["file", "mask", "height", "width", "shares", "seenShare"], file.EnumerateObject().Select(property => property.Name));
        Assert.Equal(Path.Combine("masks", "a.png"), file.GetProperty("mask").GetString());
        Assert.Equal(0.1, file.GetProperty("shares").GetProperty("bright").GetDouble(), 1e-6);
        Assert.Equal("gone.png", run.Json.GetProperty("errors")[0].GetProperty("file").GetString());
        Assert.Empty(run.Error);
    }

    [Fact]
    public void No_mask_takes_the_place_of_an_image_or_of_another_mask()
    {
        byte[] before = File.ReadAllBytes(_folder["a.png"]);
        CommandRun over = Run("bright.hone", "a.png", "--out", ".");
        Assert.Equal(2, over.ExitCode);
        Assert.Contains("a.png", over.Error);
        Assert.Equal(before, File.ReadAllBytes(_folder["a.png"]));

        Directory.CreateDirectory(_folder["more"]);
        ExportedSegmenter.WriteImage(_folder[Path.Combine("more", "a.png")], 1);
        CommandRun twice = Run("bright.hone", "a.png", Path.Combine("more", "a.png"), "--out", "masks");
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("one by one", twice.Error);
        Assert.False(Directory.Exists(_folder["masks"]));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_a_bad_input()
    {
        CommandRun run = Run("bright.hone", "a.png", "--out", "b.png");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--out", run.Error);
        Assert.Contains("b.png", run.Error);
    }

    [Fact]
    public void Masks_of_a_model_of_whole_images_are_refused()
    {
        var model = new ExportedModel(_folder["pattern.hone"]);
        model.WriteImage(_folder["c.png"], 0);
        CommandRun run = Run("pattern.hone", "c.png", "--out", "masks");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("[3]", run.Error);
        Assert.Contains("leave --out away", run.Error);
    }
}
