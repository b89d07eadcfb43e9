using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Cli.Tests;

/// <summary>A model of key points that always says the same two: at a quarter and three quarters, and in the middle.</summary>
internal static class ExportedPoints
{
    public static void Export(string path, ResizeMethod method, bool arePoints = true)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => new ImagePixels(new byte[200], 10, 20, 1), ImageMode.Gray),
            Target = arePoints ? new PointBlock<int>(_ => new PointsPart([1, 2, 3, 4], 20, 10)) : new RegressionBlock<int>(_ => (float[])[1, 2, 3, 4], 4),
            ItemTransforms = [new Resize(4, method)],
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 8)], new DataLoaderOptions { Workers = 0, BatchSize = 4 });
        Sequential model = new Sequential(new Flatten(), new Linear(16, 4)).Initialize(seed: 1);
        model.LoadStateDict(new Dictionary<string, Tensor>
        {
            ["1.weight"] = Tensor.From<float>(new float[64], [4, 16]),
            ["1.bias"] = Tensor.From<float>([-0.5f, 0.5f, 0, 0], [4]),
        });
        new Learner(data, model, new() { Loss = new MseLoss() }).Export(path);
    }
}
