using Hone.Learn.Data;

namespace Hone.Learn.Tests;

public sealed class DataBlockTests
{
    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var options = new DataLoaderOptions();
        Assert.Equal(64, options.BatchSize);
        Assert.Null(options.ValidBatchSize);

        // Not fastai's: the model computes on the same processors.
        Assert.Equal(Math.Clamp(Environment.ProcessorCount / 2, 1, 16), options.Workers);
        ImageSet set = SmallImages.Pattern(100);
        DataLoaders data = SmallImages.Loaders(set, options with { BatchSize = 16 });
        Assert.True(data.Train.Options.Shuffle);
        Assert.True(data.Train.Options.DropLast);
        Assert.False(data.Valid.Options.Shuffle);
        Assert.False(data.Valid.Options.DropLast);
        Assert.Equal(16, data.Valid.BatchSize);
        Assert.Equal(5, data.Train.BatchCount);
        Assert.Equal(2, data.Valid.BatchCount);
    }

    [Fact]
    public void The_vocabulary_is_sorted_and_comes_from_the_training_part()
    {
        string[] items = ["zebra", "ape", "cow", "ape"];
        var block = new CategoryBlock<string>(item => item);
        Column column = block.Bind(new BoundItems<string>(items, items, new DataSplit([0, 1, 2], [3], [])));
        Assert.Equal(["ape", "cow", "zebra"], column.Vocab);
    }

    [Fact]
    public void A_label_that_only_validation_has_is_an_error_that_names_item_and_label()
    {
        string[] items = ["cow", "ape", "yak"];
        string[] ids = ["1.png", "2.png", "3.png"];
        var block = new CategoryBlock<string>(item => item);
        var error = Assert.Throws<HoneDataException>(() => block.Bind(new BoundItems<string>(items, ids, new DataSplit([0, 1], [2], []))));
        Assert.Contains("\"yak\"", error.Message);
        Assert.Contains("3.png", error.Message);
        Assert.Contains("ape, cow", error.Message);
    }

    [Fact]
    public void Labels_of_the_test_part_are_never_read()
    {
        ImageSet set = SmallImages.Pattern(12);
        DataBlock<int> block = ImageBlocks.FromSet(set) with
        {
            Target = new CategoryBlock<int>(i => i < 9 ? "known" : throw new InvalidOperationException("sealed")),
            Splitter = new IndexSplitter([0, 1, 2, 3, 4, 5], [6, 7, 8], [9, 10, 11]),
        };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set));
        foreach (Batch batch in data.Test!.Read())
        {
            Assert.Null(batch.Target);
            Assert.Equal([9, 10, 11], batch.Indices.ToArray());
            batch.Release();
        }
    }

    [Fact]
    public void A_batch_holds_the_pixels_as_floats_channel_by_channel()
    {
        ImageSet set = SmallImages.Pattern(4, height: 2, width: 3, channels: 3);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 4, Workers = 0 });
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            Assert.Equal<Shape>([4, 3, 2, 3], batch.Input.Shape);
            float[] values = batch.Input.ToArray<float>();
            for (int i = 0; i < 4; i++)
            {
                ReadOnlySpan<byte> pixels = set.Image(batch.Indices[i]);
                for (int c = 0; c < 3; c++)
                {
                    for (int p = 0; p < 6; p++)
                    {
                        Assert.Equal(pixels[(p * 3) + c] / 255f, values[(i * 18) + (c * 6) + p], 1e-6f);
                    }
                }

                Assert.Equal(set.Labels[batch.Indices[i]], batch.Target!.ToArray<long>()[i]);
            }

            batch.Release();
        }
    }

    [Fact]
    public void Summary_walks_one_sample_and_shows_every_transform()
    {
        ImageSet set = SmallImages.Pattern(40);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { BatchTransforms = [new Normalize(), new RandomFlip()] };
        DataSummary summary = block.Summary(ImageBlocks.Positions(set));
        string text = summary.ToString();
        Assert.True(summary.Succeeded, text);
        Assert.Contains("train 32, valid 8", text);
        Assert.Contains("6x5 pixels", text);
        Assert.Contains("[4, 1, 6, 5]", text);
        Assert.True(text.IndexOf("RandomFlip(p 0.5)", StringComparison.Ordinal) < text.IndexOf("Normalize(mean", StringComparison.Ordinal));
    }

    [Fact]
    public void Summary_ends_at_the_step_that_fails_and_names_the_item()
    {
        ImageSet set = SmallImages.Pattern(10);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { Input = new ImageBlock<int>(_ => throw new IOException("disk gone")) };
        DataSummary summary = block.Summary(ImageBlocks.Positions(set));
        Assert.False(summary.Succeeded);
        Assert.Equal("input", summary.Steps[^1].Name);
        Assert.Contains("disk gone", summary.Steps[^1].Result);
    }

    /// <summary>fastai stops with a traceback of its own insides; here the walk ends at the step, whatever the caller's code throws.</summary>
    [Theory]
    [InlineData("split", "InvalidOperationException: no name")]
    [InlineData("item", "The position of an item, 0 to 9.")]
    [InlineData("Broken", "DivideByZeroException: bad transform")]
    [InlineData("batch", "Every item must give its image.")]
    public void Summary_ends_at_the_step_whatever_goes_wrong(string stage, string message)
    {
        ImageSet set = SmallImages.Pattern(10);
        DataBlock<int> block = ImageBlocks.FromSet(set);
        block = stage switch
        {
            "split" => block with { GetId = _ => throw new InvalidOperationException("no name") },
            "Broken" => block with { BatchTransforms = [new BrokenTransform()] },
            "batch" => block with { Input = new ImageBlock<int>(i => new ImageData(6 + i, 5, 1, new byte[(6 + i) * 5]), ImageMode.Gray) },
            _ => block,
        };
        DataSummary summary = block.Summary(ImageBlocks.Positions(set), stage == "item" ? 12 : 0);
        Assert.False(summary.Succeeded);
        Assert.Equal(stage, summary.Steps[^1].Name);
        Assert.Contains(message, summary.Steps[^1].Result);
    }

    [Fact]
    public void Summary_counts_the_classes_of_both_parts()
    {
        string[] labels = ["cat", "dog", "cat", "cat", "dog", "cat"];
        var block = new DataBlock<string>
        {
            Input = new ImageBlock<string>(_ => new ImageData(2, 2, 1, new byte[4]), ImageMode.Gray),
            Target = new CategoryBlock<string>(item => item.Split('-')[0]),
            Splitter = new IndexSplitter([4, 5]),
        };
        DataSummary summary = block.Summary([.. labels.Select((label, i) => $"{label}-{i}")]);
        Assert.Equal("train: cat 3, dog 1; valid: cat 1, dog 1", summary.Steps.Single(step => step.Name == "classes of category").Result);

        var several = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => new ImageData(2, 2, 1, new byte[4]), ImageMode.Gray),
            Target = new MultiCategoryBlock<int>(i => i % 2 == 0 ? ["even", "number"] : ["number"]),
            Splitter = new IndexSplitter([1]),
        };
        Assert.Equal("train: number 4, even 3; valid: number 1, even 0", several.Summary([0, 1, 2, 3, 4]).Steps.Single(step => step.Name == "classes of categories").Result);
    }

    [Fact]
    public void New_items_are_prepared_like_the_validation_part()
    {
        ImageSet set = SmallImages.Pattern(20);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { BatchTransforms = [new Normalize(), new RandomFlip(1)] };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set));
        DataLoader loader = block.TestLoader(data, [3, 4]);
        Assert.Equal(data.Valid.Transforms, loader.Transforms);
        Assert.IsType<Normalize>(Assert.Single(loader.Transforms));
    }

    [Fact]
    public void To_string_names_the_blocks_and_the_splitter()
    {
        string text = ImageBlocks.FromSet(SmallImages.Pattern(3)).ToString();
        Assert.Contains("ImageBlock(Gray)", text);
        Assert.Contains("CategoryBlock(3 classes)", text);
        Assert.Contains("RandomSplitter(valid 0.2, seed 42)", text);
    }

    private sealed class BrokenTransform : BatchTransform
    {
        public override int Order => 50;

        public override void Apply(Batch batch, BatchRandom random) => throw new DivideByZeroException("bad transform");

        public override string ToString() => "Broken";
    }
}
