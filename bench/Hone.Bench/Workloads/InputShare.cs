using Hone.Bench.Harness;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Bench.Workloads;

/// <summary>ResNet-18 learning from a folder of JPEGs, as a share of the speed at which it learns from pictures that lie in memory, cropped: what reading, decoding and augmenting cost a training.</summary>
internal static class InputShare
{
    private const int Images = 64;
    private const int BatchSize = 8;
    private const int Classes = 4;
    private const int Size = 224;

    // Two workers share two cores with the training: a tenth is what an input may take that is no bottleneck.
    private const double Least = 0.9;

    public static Workload Create(Func<byte[]> jpeg)
    {
        var waits = new WaitMeter();
        return new OwnShare
        {
            Id = "jpeg-train-resnet18-224",
            Family = "images",
            Title = $"epoch of ResNet-18 over {Images} JPEGs of 500x375, random resized crop {Size}, flip, normalize, batch {BatchSize}, as a share of the same from memory",
            Unit = Unit.ImagesPerSecond,
            Bar = Least,
            Work = Images,
            Build = () => Epoch(JpegFolder.Loaders(jpeg(), Images, Size, BatchSize, workers: 2), waits),
            OtherWork = Images,
            BuildOther = () => Epoch(InMemory(), null),
            Other = "pictures in memory",
            Remarks = () => [$"the training loop waited for {waits.Share:0.0%} of the time of its steps"],
        };
    }

    private static Action Epoch(DataLoaders data, Callback? callback)
    {
        ResNet model = ResNet.ResNet18(new ResNetOptions { Classes = Classes }).Initialize(1);
        var learner = new Learner(data, model, new LearnerOptions { Callbacks = callback is null ? [] : [callback] });
        return () => learner.Fit(1);
    }

    private static DataLoaders InMemory()
    {
        var pixels = new byte[Images * Size * Size * 3];
        new Random(1).NextBytes(pixels);
        ImageSet set = ImageSet.Create(pixels, [.. Enumerable.Range(0, Images).Select(i => i % Classes)], Size, Size, 3, ["0", "1", "2", "3"], "bench");
        DataBlock<int> block = ImageBlocks.FromSet(set) with { Splitter = new IndexSplitter([]), BatchTransforms = [Normalize.FromStats(ImageStats.ImageNet)] };
        return block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = BatchSize, Workers = 2 });
    }

    /// <summary>Adds up over fits how long the loop waited.</summary>
    private sealed class WaitMeter : Callback
    {
        private TimeSpan _waited;
        private TimeSpan _steps;

        public double Share => _waited / _steps;

        public override void AfterFit(LoopState state)
        {
            _waited += state.InputWait;
            _steps += state.StepTime;
        }
    }
}
