using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Bench.Workloads;

/// <summary>A temporary folder of four classes with copies of one JPEG, and loaders of random crops of them.</summary>
internal static class JpegFolder
{
    public static DataLoaders Loaders(byte[] jpeg, int files, int size, int batchSize, int workers)
    {
        string folder = Directory.CreateTempSubdirectory("hone-bench-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        for (int i = 0; i < files; i++)
        {
            string part = Path.Combine(folder, $"class{i % 4}");
            Directory.CreateDirectory(part);
            File.WriteAllBytes(Path.Combine(part, $"{i}.jpg"), jpeg);
        }

        return ImageDataLoaders.FromFolder(
            folder,
            new ImageLoadersOptions
            {
                Splitter = new IndexSplitter([]),
                ItemTransforms = [new RandomResizedCrop(size), new FlipItem()],
                BatchTransforms = [Normalize.FromStats(ImageStats.ImageNet)],
                Loader = new DataLoaderOptions { BatchSize = batchSize, Workers = workers },
            },
            new ImageFolderOptions { Depth = ScanDepth.Header });
    }
}
