using Hone.Learn.Data;
using Hone.Memory;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class DataLoaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Batches_do_not_depend_on_the_number_of_workers(int workers)
    {
        List<(int[] Indices, float[] Values)> inline = Collect(0, epoch: 1);
        List<(int[] Indices, float[] Values)> threaded = Collect(workers, epoch: 1);
        Assert.Equal(inline.Count, threaded.Count);
        for (int i = 0; i < inline.Count; i++)
        {
            Assert.Equal(inline[i].Indices, threaded[i].Indices);
            Assert.Equal(inline[i].Values, threaded[i].Values);
        }
    }

    [Fact]
    public void Each_epoch_has_its_own_order_and_holds_every_item_at_most_once()
    {
        int[] first = [.. Collect(0, epoch: 0).SelectMany(batch => batch.Indices)];
        int[] second = [.. Collect(0, epoch: 1).SelectMany(batch => batch.Indices)];
        Assert.NotEqual(first, second);
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Reading_in_order_gives_every_item_once_without_augmentation()
    {
        ImageSet set = SmallImages.Pattern(50);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 16, Workers = 2 }, new RandomFlip(1));
        var seen = new List<int>();
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            seen.AddRange(batch.Indices.ToArray());
            Assert.Equal(set.Image(batch.Indices[0])[0] / 255f, batch.InputMemory.AsSpan<float>()[0], 1e-6f);
            batch.Release();
        }

        Assert.Equal(data.Train.Dataset.Indices.ToArray(), seen);
    }

    [Fact]
    public void Batches_are_normalized_once()
    {
        var error = Assert.Throws<HoneException>(() => SmallImages.Loaders(
            SmallImages.Pattern(50),
            new DataLoaderOptions { BatchSize = 16 },
            Normalize.FromStats([0.5f], [0.25f]),
            new RandomFlip(1),
            Normalize.FromStats([0.4f], [0.2f])));
        Assert.Contains("once", error.Message, StringComparison.Ordinal);
        Assert.Contains("mean 0.5", error.Message, StringComparison.Ordinal);
        Assert.Contains("mean 0.4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_smaller_than_a_batch_is_still_one_batch()
    {
        ImageSet set = SmallImages.Pattern(20);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 64 });
        Assert.Equal(1, data.Train.BatchCount);
        Assert.Equal(16, data.Train.ItemCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Leaving_early_gives_all_memory_back(int workers)
    {
        ImageSet set = SmallImages.Pattern(200);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 8, Workers = workers, Prefetch = 4 });
        PoolStatistics before = PoolStatistics.Now;
        foreach (Batch batch in data.Train.Read())
        {
            batch.Release();
            batch.Release();
            break;
        }

        PoolStatistics after = PoolStatistics.Now;
        Assert.True(after.Rented > before.Rented);
        Assert.Equal(after.Rented - before.Rented, after.Returned - before.Returned);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void An_item_that_cannot_be_read_is_named_and_leaves_nothing_rented(int workers)
    {
        ImageSet set = SmallImages.Pattern(64);
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            GetId = i => $"images/{i}.png",
            Input = new ImageBlock<int>(i => i == 37 ? throw new IOException("unexpected end of file") : ImagePixels.Of(set, i), ImageMode.Gray),
            Splitter = new IndexSplitter([0, 1]),
        };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = 8, Workers = workers });
        PoolStatistics before = PoolStatistics.Now;
        var error = Assert.Throws<HoneDataException>(() =>
        {
            foreach (Batch batch in data.Train.InOrder().Read())
            {
                batch.Release();
            }
        });
        Assert.Contains("images/37.png", error.Message);
        Assert.Contains("stage image", error.Message);
        Assert.Contains("unexpected end of file", error.Message);
        PoolStatistics after = PoolStatistics.Now;
        Assert.Equal(after.Rented - before.Rented, after.Returned - before.Returned);
    }

    [Fact]
    public void An_image_of_another_size_is_named_with_both_sizes()
    {
        ImageSet set = SmallImages.Pattern(8);
        ImageSet other = SmallImages.Pattern(8, height: 9);
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            Input = new ImageBlock<int>(i => ImagePixels.Of(i == 5 ? other : set, i), ImageMode.Gray),
            Splitter = new IndexSplitter([0]),
        };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { Workers = 0 });
        using EpochReader reader = data.Train.Read();
        var error = Assert.Throws<HoneDataException>(() => reader.MoveNext());
        Assert.Contains("item 5", error.Message);
        Assert.Contains("9x5", error.Message);
        Assert.Contains("6x5", error.Message);
    }

    [Fact]
    public void Cancelling_ends_the_reading()
    {
        using var source = new CancellationTokenSource();
        ImageSet set = SmallImages.Pattern(200);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 8 });
        int taken = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (Batch batch in data.Train.Read(0, source.Token))
            {
                batch.Release();
                taken++;
                source.Cancel();
            }
        });
        Assert.Equal(1, taken);
    }

    private static List<(int[] Indices, float[] Values)> Collect(int workers, int epoch)
    {
        ImageSet set = SmallImages.Pattern(150);
        DataLoaders data = SmallImages.Loaders(
            set,
            new DataLoaderOptions { BatchSize = 16, Workers = workers, Prefetch = 3 },
            new RandomFlip(),
            new RandomCropPad(2),
            new Normalize(),
            new RandomErasing());
        var batches = new List<(int[] Indices, float[] Values)>();
        foreach (Batch batch in data.Train.Read(epoch))
        {
            batches.Add((batch.Indices.ToArray(), batch.Input.ToArray<float>()));
            batch.Release();
        }

        return batches;
    }
}
