using System.Text.Json.Nodes;
using Hone.Bench.Harness;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Bench.Workloads;

/// <summary>A folder of JPEGs to augmented batches with two workers, against PyTorch's DataLoader with Pillow, and beside a training; and augmentation of a batch in memory.</summary>
internal static class LoaderDuels
{
    private const int Files = 256;
    private const int BatchSize = 64;
    private const int Workers = 2;
    private const int Crop = 224;

    public static IEnumerable<Workload> All(Func<byte[]> jpeg)
    {
        yield return new StepDuel
        {
            Id = "jpeg-batches-224",
            Family = "images",
            Title = $"{Files} JPEGs of 500x375 to batches of {BatchSize}: random resized crop {Crop}, flip, normalize, {Workers} workers",
            Unit = Unit.ImagesPerSecond,
            Bar = 1,
            Work = Files,
            Build = () => Epoch(jpeg()),
            Order = new PeerOrder("loader", new JsonObject
            {
                ["files"] = Files,
                ["batch"] = BatchSize,
                ["workers"] = Workers,
                ["size"] = Crop,
                ["jpeg"] = Convert.ToBase64String(jpeg()),
            }),
        };
        yield return InputShare.Create(jpeg);
        yield return Augment();
    }

    private static StepDuel Augment() => new()
    {
        Id = "augment-64x224",
        Family = "images",
        Title = $"{BatchSize} images of {Crop}x{Crop} in memory: flip, warp, rotation, zoom in one interpolation, brightness and contrast; one thread",
        Unit = Unit.ImagesPerSecond,
        Work = BatchSize,
        Build = () =>
        {
            byte[] pixels = new byte[BatchSize * Crop * Crop * 3];
            new Random(1).NextBytes(pixels);
            ImageSet set = ImageSet.Create(pixels, new int[BatchSize], Crop, Crop, 3, ["one"], "bench");
            BatchTransform[] transforms = [.. AugTransforms.Create()];
            DataBlock<int> block = ImageBlocks.FromSet(set) with { Splitter = new IndexSplitter([]) };
            DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = BatchSize, Workers = 0 });
            using EpochReader reader = data.Train.Read();
            reader.MoveNext();
            Batch batch = reader.Current;
            var random = new RandomStream(1, "bench");
            return () =>
            {
                foreach (BatchTransform transform in transforms)
                {
                    transform.Apply(batch, new BatchRandom(random));
                }
            };
        },
        Order = new PeerOrder("loader", new JsonObject { ["operation"] = "augment", ["batch"] = BatchSize, ["size"] = Crop }),
    };

    private static Action Epoch(byte[] jpeg)
    {
        DataLoaders data = JpegFolder.Loaders(jpeg, Files, Crop, BatchSize, Workers);
        int epoch = 0;
        return () =>
        {
            foreach (Batch batch in data.Train.Read(epoch++))
            {
                batch.Release();
            }
        };
    }
}
