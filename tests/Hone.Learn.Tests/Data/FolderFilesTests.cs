using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class FolderFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderFilesTests()
    {
        foreach (string name in new[] { "a/1.JPG", "a/deep/2.png", "b/3.txt", "b/.hidden.png", ".git/4.png", "5.gif", "c/6.webp" })
        {
            _folder.File(name, [1]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Image_files_are_found_at_every_depth_and_hidden_names_are_not()
    {
        Assert.Equal(["5.gif", "a/1.JPG", "a/deep/2.png"], Names(FolderFiles.GetImageFiles(_folder.Root)));
        Assert.Equal(["b/3.txt"], Names(FolderFiles.GetTextFiles(_folder.Root)));
        Assert.Equal(5, FolderFiles.GetFiles(_folder.Root, []).Count);
    }

    [Fact]
    public void Folders_filter_the_first_level_only()
    {
        Assert.Equal(["a/1.JPG", "a/deep/2.png"], Names(FolderFiles.GetImageFiles(_folder.Root, new() { Folders = ["a", "b"] })));
        Assert.Equal(["a/1.JPG"], Names(FolderFiles.GetImageFiles(_folder.Root, new() { Folders = ["a"], Recurse = false })));
        Assert.Equal(["5.gif"], Names(FolderFiles.GetImageFiles(_folder.Root, new() { Recurse = false })));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<HoneDataException>(() => FolderFiles.GetImageFiles(_folder.Root, new() { Folders = ["A"] }));
        Assert.Contains("no folder \"A\" among 3: a, b, c", error.Message);
        Assert.Contains("no such folder", Assert.Throws<HoneDataException>(() => FolderFiles.GetFiles(_folder.Root + "-none", [])).Message);
    }

    private string[] Names(IReadOnlyList<string> paths) => [.. paths.Select(path => Path.GetRelativePath(_folder.Root, path).Replace('\\', '/'))];
}
