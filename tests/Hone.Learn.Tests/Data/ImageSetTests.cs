using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class ImageSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_pair_of_idx_files_becomes_a_set()
    {
        string images = Write("images", [2, 1, 3], [1, 2, 3, 4, 5, 6]);
        string labels = Write("labels", [2], [1, 0]);
        ImageSet set = ImageSet.FromIdx(images, labels, ["a", "b", "c"]);
        Assert.Equal((2, 1, 3, 1), (set.Count, set.Height, set.Width, set.Channels));
        Assert.Equal([1, 0], set.Labels);
        Assert.Equal([4, 5, 6], set.Image(1).ToArray());
        Assert.Equal([1, 1, 0], set.ClassCounts());
    }

    [Fact]
    public void Files_of_different_counts_are_both_named_with_their_counts()
    {
        string images = Write("images", [3, 1, 1], [1, 2, 3]);
        string labels = Write("labels", [2], [0, 0]);
        HoneDataException error = Assert.Throws<HoneDataException>(() => ImageSet.FromIdx(images, labels, ["a"]));
        Assert.Contains("3 images and 2 labels", error.Message);
        Assert.Contains(images, error.Message);
        Assert.Contains(labels, error.Message);
    }

    [Fact]
    public void A_label_without_a_class_is_named_with_its_index()
    {
        string images = Write("images", [2, 1, 1], [1, 2]);
        string labels = Write("labels", [2], [0, 7]);
        HoneDataException error = Assert.Throws<HoneDataException>(() => ImageSet.FromIdx(images, labels, ["a", "b"]));
        Assert.Contains("0 to 1", error.Message);
        Assert.Contains("label 7 at index 1", error.Message);
    }

    [Fact]
    public void Images_and_labels_that_changed_places_are_noticed()
    {
        string images = Write("images", [2, 1, 1], [1, 2]);
        string labels = Write("labels", [2], [0, 0]);
        HoneFormatException error = Assert.Throws<HoneFormatException>(() => ImageSet.FromIdx(labels, images, ["a"]));
        Assert.Contains("3 dimensions are needed", error.Message);
        Assert.Contains("1 dimensions, shape [2]", error.Message);
        Assert.Contains("changed places", error.Message);
    }

    [Fact]
    public void Pixels_must_fill_the_images()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => ImageSet.Create(new byte[11], [0, 0], 2, 3, 1, ["a"], "memory"));
        Assert.Contains("2 labels of 2x3x1 images need 12 pixel bytes", error.Message);
        Assert.Contains("11 bytes", error.Message);
    }

    private string Write(string name, int[] shape, byte[] values)
    {
        string path = Path.Combine(_folder.Root, name);
        IdxFile.Write(path, new IdxArray(shape, values));
        return path;
    }
}
