using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Cli.Tests;

/// <summary>A model for images of 6x5 gray pixels in three classes, in a file, and what the learner itself predicts.</summary>
internal sealed class ExportedModel
{
    private readonly ImageSet _set;

    /// <summary>Trains for a moment and exports.</summary>
    /// <param name="path">The model file.</param>
    public ExportedModel(string path)
    {
        const int Count = 30;
        const int Length = 30;
        var pixels = new byte[Count * Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 37 % 251);
        }

        _set = ImageSet.Create(pixels, [.. Enumerable.Range(0, Count).Select(i => i % 3)], 6, 5, 1, ["ant", "bee", "cat"], "pattern");
        DataBlock<int> block = ImageBlocks.FromSet(_set) with { BatchTransforms = [new Normalize()] };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(_set), new DataLoaderOptions { Workers = 0, BatchSize = 8 });
        var learner = new Learner(data, SmallResNet.Create(new SmallResNetOptions { Classes = 3, Widths = [4, 8] }).Initialize(seed: 2));
        learner.Fit(2);
        learner.Export(path);
        Expected = learner.GetPreds();
    }

    /// <summary>What the learner predicts for its validation part; the id of an item is its position in the set.</summary>
    public Learn.Predictions Expected { get; }

    /// <summary>Writes an image of the set.</summary>
    public void WriteImage(string path, int index)
    {
        ImagePixels image = ImagePixels.Of(_set, index);
        Png.Write(path, new ImageData(image.Width, image.Height, image.Channels, image.Pixels.ToArray()));
    }
}
