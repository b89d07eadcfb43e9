using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Pictures from addresses: what is kept, what is named, and what a second run does.</summary>
public sealed class ImageDownloadTests : IDisposable
{
    private readonly LoopbackServer _server = new();
    private readonly TemporaryFolder _folder = new();

    private static byte[] Picture => Png.Encode(new ImageData(5, 4, 3, new byte[60]));

    private string Target => Path.Combine(_folder.Root, "pictures");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Pictures_are_kept_and_everything_else_is_named_with_its_reason()
    {
        _server.Files["a.png"] = Picture;
        _server.Files["b"] = Jpeg.Encode(new ImageData(5, 4, 3, new byte[60]));
        _server.Files["page.jpg"] = "<html>not found</html>"u8.ToArray();
        _server.Files["torn.png"] = Picture[..^20];
        string[] urls = [Url("a.png"), Url("b"), Url("page.jpg"), Url("torn.png"), Url("gone.png"), "ftp://example.org/x.png", " ", Url("a.png")];

        ImageDownloads found = ImageFiles.Download(urls, Target);

        Assert.Equal(urls[..6], found.Items.Select(item => item.Url));
        Assert.Equal(1, found.Repeated);
        Assert.Equal([".png", ".jpg"], found.Paths.Select(Path.GetExtension));
        Assert.All(found.Paths, path => Assert.Equal(5, ImageFile.Read(path).Image.Width));
        Assert.Equal(found.Paths.Order(), Directory.GetFiles(Target).Order());
        Assert.Contains("3C68746D6C", found.Items[2].Problem);
        Assert.NotNull(found.Items[3].Problem);
        Assert.Contains("404", found.Items[4].Problem);
        Assert.Contains("http://", found.Items[5].Problem);
        Assert.StartsWith("2 downloaded, 0 already there, 4 failed, 1 repeated\n", found.ToString());
        Assert.Contains($"{urls[4]}: ", found.ToString());
    }

    [Fact]
    public void A_second_run_asks_only_for_what_is_not_there()
    {
        _server.Files["a.png"] = Picture;
        ImageFiles.Download([Url("a.png"), Url("late.png")], Target);
        _server.Files["late.png"] = Picture;
        _server.Requests.Clear();

        ImageDownloads found = ImageFiles.Download([Url("late.png"), Url("a.png")], Target);

        Assert.Equal([DownloadState.Downloaded, DownloadState.AlreadyThere], found.Items.Select(item => item.State));
        Assert.Equal(["late.png"], _server.Requests);
    }

    [Fact]
    public void A_broken_connection_leaves_no_file_and_the_next_run_repairs_it()
    {
        _server.Files["a.png"] = Picture;
        _server.BreakAfter = 30;
        ImageDownloads broken = ImageFiles.Download([Url("a.png")], Target);
        Assert.Equal(DownloadState.Failed, broken.Items[0].State);
        Assert.Empty(Directory.Exists(Target) ? Directory.GetFiles(Target) : []);
        Assert.Equal(DownloadState.Downloaded, ImageFiles.Download([Url("a.png")], Target).Items[0].State);
    }

    [Fact]
    public void Number_length_and_silence_are_bounded()
    {
        _server.Files["a.png"] = Picture;
        _server.Files["b.png"] = Picture;
        ImageDownloads few = ImageFiles.Download([Url("a.png"), Url("b.png")], Target, new DownloadImagesOptions { MaxPictures = 1 });
        Assert.Equal([DownloadState.Downloaded, DownloadState.LeftOut], few.Items.Select(item => item.State));
        Assert.Contains("1 beyond the limit", few.ToString());

        ImageDownloads large = ImageFiles.Download([Url("b.png")], Target, new DownloadImagesOptions { MostBytes = 10 });
        Assert.Contains($"more than 10 bytes: {Picture.Length} announced", large.Items[0].Problem);

        ImageDownloads wide = ImageFiles.Download([Url("b.png")], Target, new DownloadImagesOptions { Image = new ImageFileOptions { MaximumPixels = 19 } });
        Assert.Contains("19", wide.Items[0].Problem);

        _server.Gate = new TaskCompletionSource();
        ImageDownloads silent = ImageFiles.Download([Url("b.png")], Target, new DownloadImagesOptions { Timeout = TimeSpan.FromSeconds(0.2) });
        Assert.Contains("silent for 0.2 seconds", silent.Items[0].Problem);
    }

    [Fact]
    public void A_cancelled_download_keeps_what_is_finished()
    {
        _server.Files["a.png"] = Picture;
        ImageFiles.Download([Url("a.png")], Target);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ImageFiles.Download([Url("b.png")], Target, cancellationToken: stop.Token));
        Assert.Single(Directory.GetFiles(Target));
    }

    [Fact]
    public void A_list_of_addresses_is_read_line_by_line()
    {
        string path = _folder.File("bears.txt", "http://a/1.jpg\n\n# from a search\n http://a/2.jpg \n"u8.ToArray());
        Assert.Equal(["http://a/1.jpg", "http://a/2.jpg"], ImageFiles.ReadUrls(path));
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => ImageFiles.ReadUrls(path + "x")).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_stops_everything()
    {
        _server.Files["a.png"] = Picture;
        string file = _folder.File("taken", []);
        Assert.Contains("taken", Assert.ThrowsAny<HoneException>(() => ImageFiles.Download([Url("a.png")], file)).Message);
    }

    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new DownloadImagesOptions();
        Assert.Equal((1000, 8, TimeSpan.FromSeconds(4)), (options.MaxPictures, options.Workers, options.Timeout));
    }

    private string Url(string name) => _server.Address + name;
}
