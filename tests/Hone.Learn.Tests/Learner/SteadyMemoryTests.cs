using Hone.Learn.Data;
using Hone.Memory;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Training holds its memory over many epochs; <c>samples/SteadyMemory</c> shows the same for the whole process.</summary>
[Collection("memory pool")]
public sealed class SteadyMemoryTests
{
    private const int Epochs = 20;
    private const int WarmUp = 3;

    /// <summary>History, one line an epoch and a few numbers a step, is all that may grow.</summary>
    private const long MostHeapGrowth = 256 << 10;

    /// <summary>Threads that prepare batches may meet once more at a time than before; a leak of one small block a batch would be ten times this.</summary>
    private const long MostPoolGrowth = 512 << 10;

    [Fact]
    public void Twenty_epochs_of_a_classifier_take_no_more_memory_than_three()
    {
        DataLoaders data = SmallTraining.Loaders(workers: 2, batchSize: 20);
        Assert.Equal(20, data.Train.BatchCount);
        Module model = new Sequential(new Conv2d(1, 4, 3, new() { Stride = 2 }), new BatchNorm2d(4), new ReLU(), new Dropout(0.2), new Flatten(), new Linear(4 * 13 * 13, 10)).Initialize(seed: 4);
        RequireSteady(new Learner(data, model, new LearnerOptions { Metrics = [new Accuracy(), new F1Score(Average.Macro)] }), [new MixUp(), new GradientClip()]);
    }

    [Fact]
    public void Twenty_epochs_of_a_net_for_pixels_take_no_more_memory_than_three()
    {
        ImageSet set = SmallImages.Pattern(48, height: 32, width: 32, channels: 3);
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => ImagePixels.Of(set, i)),
            Target = new MaskBlock<int>(i => new ImageData(32, 32, 1, [.. Enumerable.Range(0, 1024).Select(p => (byte)((p + i) % 2))]), ["even", "odd"]),
            BatchTransforms = [new SpatialAugment([new Flip(), new Rotate()])],
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 48)], new DataLoaderOptions { BatchSize = 4, Workers = 1 });
        Sequential body = ModelBody.Create(new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 5 }), -2);
        DynamicUnet model = new DynamicUnet(body, 2, new() { SelfAttention = true }).Initialize(seed: 1);
        RequireSteady(new Learner(data, model, new LearnerOptions { Metrics = [new DiceMulti()] }), []);
    }

    private static void RequireSteady(Learner learner, Callback[] callbacks)
    {
        var watch = new Watch();
        learner.Fit(Epochs, new FitOptions { Callbacks = [.. callbacks, watch] });
        Assert.Equal(Epochs, watch.Moments.Count);
        (long pool, long outside, long heap) = watch.Moments[WarmUp - 1];
        (long lastPool, long lastOutside, long lastHeap) = watch.Moments[^1];
        Assert.True(lastPool - pool < MostPoolGrowth, $"the pool grew from {pool} to {lastPool} bytes");
        Assert.Equal(outside, lastOutside);
        Assert.True(lastHeap - heap < MostHeapGrowth, $"the managed heap grew from {heap} to {lastHeap} bytes");
    }

    /// <summary>After each epoch: bytes that the pool owns, blocks that are out, bytes that live in the managed heap.</summary>
    private sealed class Watch : Callback
    {
        public List<(long Pool, long Outside, long Heap)> Moments { get; } = [];

        public override void AfterEpoch(LoopState state)
        {
            PoolStatistics pool = PoolStatistics.Now;
            Moments.Add((pool.AllocatedBytes, pool.Rented - pool.Returned, GC.GetTotalMemory(forceFullCollection: true)));
        }
    }
}
