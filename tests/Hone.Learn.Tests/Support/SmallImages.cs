using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Small generated image sets whose every pixel is known.</summary>
internal static class SmallImages
{
    /// <summary>Image i is a 6x5 pattern of (i + position) in one channel; labels cycle through three classes.</summary>
    public static ImageSet Pattern(int count, int height = 6, int width = 5, int channels = 1)
    {
        int length = height * width * channels;
        var pixels = new byte[count * length];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 3;
            for (int p = 0; p < length; p++)
            {
                pixels[(i * length) + p] = (byte)(((i * 7) + (p * 3)) % 251);
            }
        }

        return ImageSet.Create(pixels, labels, height, width, channels, ["ant", "bee", "cat"], "pattern");
    }

    public static DataLoaders Loaders(ImageSet set, DataLoaderOptions options, params BatchTransform[] transforms)
    {
        DataBlock<int> block = ImageBlocks.FromSet(set) with { BatchTransforms = transforms };
        return block.DataLoaders(ImageBlocks.Positions(set), options);
    }
}
