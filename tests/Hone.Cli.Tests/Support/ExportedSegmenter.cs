using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Cli.Tests;

/// <summary>A model that answers for each of 6x5 gray pixels whether it is bright, in a file.</summary>
internal static class ExportedSegmenter
{
    public const int Height = 6;
    public const int Width = 5;

    /// <summary>Bright pixels, above half, are class 1: the weights say so and nothing is trained.</summary>
    public static void Export(string path, params ItemTransform[] transforms)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => Image(0), ImageMode.Gray),
            Target = new MaskBlock<int>(_ => Image(0), ["dark", "bright"]),
            ItemTransforms = transforms,
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 8)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        Sequential model = new Sequential(new Conv2d(1, 2, 1)).Initialize(seed: 1);
        model.LoadStateDict(new Dictionary<string, Tensor>
        {
            ["0.weight"] = Tensor.From<float>([0, 2], [2, 1, 1, 1]),
            ["0.bias"] = Tensor.From<float>([0, -1], [2]),
        });
        new Learner(data, model).Export(path);
    }

    /// <summary>An image whose first pixels are bright.</summary>
    public static void WriteImage(string path, int bright)
    {
        ImagePixels image = Image(bright);
        Png.Write(path, new ImageData(Width, Height, 1, image.Pixels.ToArray()));
    }

    private static ImagePixels Image(int bright)
    {
        var pixels = new byte[Height * Width];
        pixels.AsSpan(0, bright).Fill(255);
        return new ImagePixels(pixels, Height, Width, 1);
    }
}
