using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class DuplicatesTests
{
    [Fact]
    public void Equal_images_are_grouped_in_the_order_of_their_first_index()
    {
        byte[] pixels = [1, 2, 9, 9, 3, 4, 9, 9, 1, 2, 1, 2];
        ImageSet set = ImageSet.Create(pixels, new int[6], 1, 2, 1, ["a"], "memory");
        IReadOnlyList<DuplicateGroup> groups = Duplicates.Find(set);
        Assert.Equal(2, groups.Count);
        Assert.Equal([0, 4, 5], groups[0].Indices);
        Assert.Equal([1, 3], groups[1].Indices);
    }

    [Fact]
    public void Different_images_form_no_group()
    {
        Assert.Empty(Duplicates.Find(ImageSet.Create([1, 2, 3], new int[3], 1, 1, 1, ["a"], "memory")));
        Assert.Empty(Duplicates.Find(Array.Empty<PixelHash>()));
    }

    [Fact]
    public void The_same_bytes_in_another_shape_are_another_image()
    {
        byte[] pixels = [1, 2, 3, 4];
        PixelHash[] hashes =
        [
            PixelHash.Compute(new ImageData(4, 1, 1, pixels)),
            PixelHash.Compute(new ImageData(1, 4, 1, pixels)),
            PixelHash.Compute(new ImageData(2, 2, 1, pixels)),
            PixelHash.Compute(new ImageData(2, 1, 2, pixels)),
            PixelHash.Compute(new ImageData(1, 1, 4, pixels)),
        ];
        Assert.Equal(5, hashes.Distinct().Count());
        Assert.Equal(hashes[0], PixelHash.Compute(new ImageData(4, 1, 1, [1, 2, 3, 4])));
        Assert.Equal(32, hashes[0].ToString().Length);
    }
}
