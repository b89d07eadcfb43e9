using Hone.Learn.Data;

namespace Hone.Learn.Tests;

public sealed class ImageFolderBlockTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"hone-folder-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Folders_named_by_part_and_class_become_loaders_with_the_paths_as_identities()
    {
        WriteImages("train/cat", 5);
        WriteImages("train/dog", 4);
        WriteImages("val/cat", 2);
        WriteImages("val/dog", 1);
        WriteImages("test/dog", 1);
        ImageFolderScan scan = ImageFolder.Scan(_root);
        DataLoaders data = ImageBlocks.FromFolder(scan).DataLoaders(scan.Items, new DataLoaderOptions { BatchSize = 4 });
        Assert.Equal((9, 3, 1), (data.Train.Dataset.Count, data.Valid.Dataset.Count, data.Test!.Dataset.Count));
        Assert.Equal(["cat", "dog"], data.Vocab);
        foreach (Batch batch in data.Valid.Read())
        {
            Assert.Equal<Shape>([3, 3, 4, 4], batch.Input.Shape);
            Assert.Equal("val/cat/0.png", batch.ItemId(0));
            Assert.Equal([0L, 0L, 1L], batch.Target!.ToArray<long>());
            batch.Release();
        }
    }

    [Fact]
    public void A_file_that_breaks_after_the_scan_is_named_with_its_path()
    {
        WriteImages("cat", 6);
        WriteImages("dog", 6);
        ImageFolderScan scan = ImageFolder.Scan(_root);
        DataLoaders data = ImageBlocks.FromFolder(scan).DataLoaders(scan.Items, new DataLoaderOptions { BatchSize = 4 });
        string broken = Path.Combine(_root, "dog", "3.png");
        File.WriteAllBytes(broken, File.ReadAllBytes(broken)[..40]);
        var error = Assert.Throws<HoneDataException>(() =>
        {
            foreach (DataLoader loader in new[] { data.Train.InOrder(), data.Valid })
            {
                foreach (Batch batch in loader.Read())
                {
                    batch.Release();
                }
            }
        });
        Assert.Contains("item dog/3.png, stage image", error.Message);
    }

    private void WriteImages(string folder, int count)
    {
        Directory.CreateDirectory(Path.Combine(_root, folder));
        for (int i = 0; i < count; i++)
        {
            var pixels = new byte[16];
            Array.Fill(pixels, (byte)(i * 10));
            Png.Write(Path.Combine(_root, folder, $"{i}.png"), new ImageData(4, 4, 1, pixels));
        }
    }
}
