using System.Security.Cryptography;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Data;

public sealed class ImageResizeTests
{
    [Fact]
    public void Every_filter_gives_the_pixels_of_pillow_with_and_without_a_crop()
    {
        IReadOnlyList<string[]> lines = Fixtures.Lines("images/resized.txt");
        Assert.Equal(100, lines.Count);
        foreach (string[] fields in lines)
        {
            ImageData image = Jpeg.Decode(Fixtures.Bytes("images/" + fields[0]), fields[0]).Image;
            int[] region = [.. fields[4].Split(',').Select(int.Parse)];
            var options = new ResizeOptions { Filter = Enum.Parse<ResizeFilter>(fields[1]), Region = new ImageRegion(region[0], region[1], region[2], region[3]) };
            ImageData resized = ImageResize.Resize(image, int.Parse(fields[2]), int.Parse(fields[3]), options);
            string line = string.Join(' ', fields[..5]);
            Assert.Equal($"{line} {fields[5]}", $"{line} {Convert.ToHexStringLower(SHA256.HashData(resized.Pixels))}");
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Channels_do_not_mix(int channels)
    {
        var image = new ImageData(9, 7, channels, [.. Enumerable.Range(0, 63 * channels).Select(i => (byte)(i * 37))]);
        ImageData together = ImageResize.Resize(image, 5, 11);
        for (int channel = 0; channel < channels; channel++)
        {
            byte[] Plane(ImageData from) => [.. from.Pixels.Where((_, i) => i % channels == channel)];
            Assert.Equal(ImageResize.Resize(new ImageData(9, 7, 1, Plane(image)), 5, 11).Pixels, Plane(together));
        }
    }

    [Fact]
    public void The_same_size_is_the_same_image()
    {
        var image = new ImageData(2, 2, 1, [1, 2, 3, 4]);
        Assert.Same(image, ImageResize.Resize(image, 2, 2));
    }

    [Fact]
    public void A_region_outside_of_the_image_is_refused_with_its_numbers()
    {
        var image = new ImageData(4, 3, 1, new byte[12]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => ImageResize.Resize(image, 2, 2, new() { Region = new ImageRegion(3, 0, 2, 3) }));
        Assert.Contains("4 x 3", error.Message);
        Assert.Contains("2 x 3 at (3, 0)", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageResize.Resize(image, 0, 1));
    }
}
