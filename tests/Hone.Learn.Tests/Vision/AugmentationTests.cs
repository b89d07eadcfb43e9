using Hone.Learn.Data;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class AugmentationTests
{
    private static readonly BatchRandom Random = new(new RandomStream(3, "augment"));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Flipping_twice_gives_the_image_back(int channels)
    {
        WithBatch(channels, batch =>
        {
            float[] before = batch.Input.ToArray<float>();
            var flip = new RandomFlip(1);
            flip.Apply(batch, Random);
            float[] once = batch.Input.ToArray<float>();
            Assert.NotEqual(before, once);

            // [batch, channels, 6, 5]: the first pixel of a line is now the last.
            Assert.Equal(before[0], once[4]);
            flip.Apply(batch, Random);
            Assert.Equal(before, batch.Input.ToArray<float>());
        });
    }

    [Fact]
    public void Flip_changes_about_half_of_the_images()
    {
        int flipped = 0;
        for (int i = 0; i < 1000; i++)
        {
            flipped += Random.ForItem(i).NextSingle() < 0.5f ? 1 : 0;
        }

        Assert.InRange(flipped, 440, 560);
    }

    [Theory]
    [InlineData(PadMode.Reflection, 1, 1)]
    [InlineData(PadMode.Reflection, 4, 3)]
    [InlineData(PadMode.Zeros, 2, 1)]
    [InlineData(PadMode.Zeros, 4, 3)]
    public void Crop_is_a_window_of_the_padded_image(PadMode mode, int padding, int channels)
    {
        WithBatch(channels, batch =>
        {
            float[] before = batch.InputMemory.ToArray<float>();
            new RandomCropPad(padding, mode).Apply(batch, Random);
            float[] after = batch.InputMemory.ToArray<float>();
            const int Height = 6;
            const int Width = 5;
            int length = Height * Width * channels;
            for (int i = 0; i < batch.Count; i++)
            {
                Assert.True(
                    IsAnyWindow(before.AsSpan(i * length, length), after.AsSpan(i * length, length), Height, Width, channels, padding, mode),
                    $"image {i} is no window");
            }
        });
    }

    [Fact]
    public void Crop_shifts_reach_both_ends_and_nothing_beyond()
    {
        int[] seen = new int[7];
        for (int i = 0; i < 700; i++)
        {
            seen[Random.ForItem(i).NextInt(7)]++;
        }

        Assert.All(seen, count => Assert.InRange(count, 60, 140));
    }

    [Fact]
    public void Padding_as_large_as_the_image_is_refused_with_both_numbers()
    {
        WithBatch(1, batch =>
        {
            var error = Assert.Throws<ShapeException>(() => new RandomCropPad(5).Apply(batch, Random));
            Assert.Contains("padding 5 for 6x5", error.Message);
        });
    }

    [Fact]
    public void Erasing_changes_one_rectangle_of_at_most_three_tenths()
    {
        var options = new RandomErasingOptions();
        Assert.Equal((0.5f, 0f, 0.3f, 0.3f, 1), (options.Probability, options.MinArea, options.MaxArea, options.MinAspect, options.MaxCount));
        ImageSet set = SmallImages.Pattern(64, height: 28, width: 28);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 64, Workers = 0 });
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            float[] before = batch.InputMemory.ToArray<float>();
            new RandomErasing(new RandomErasingOptions { Probability = 1 }).Apply(batch, Random);
            float[] after = batch.InputMemory.ToArray<float>();
            for (int i = 0; i < batch.Count; i++)
            {
                int changed = 0;
                for (int p = 0; p < 784; p++)
                {
                    changed += before[(i * 784) + p] != after[(i * 784) + p] ? 1 : 0;
                }

                // Rounded sides may pass 0.3 of the area by half a pixel each.
                Assert.InRange(changed, 0, 0.3 * 784 + 28);
            }

            batch.Release();
        }
    }

    [Fact]
    public void Erasing_fills_with_normal_noise_of_its_own_in_each_pixel_and_channel()
    {
        // Three tenths of 64 pictures of 28x28 in three channels: 45,000 numbers. The bounds are more than five standard errors.
        ImageSet set = SmallImages.Pattern(64, height: 28, width: 28, channels: 3);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 64, Workers = 0 });
        var noise = new List<float>();
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            float[] before = batch.InputMemory.ToArray<float>();
            new RandomErasing(new RandomErasingOptions { Probability = 1, MinArea = 0.3f }).Apply(batch, Random);
            noise.AddRange(batch.InputMemory.ToArray<float>().Where((value, i) => value != before[i]));
            batch.Release();
        }

        double mean = noise.Average(value => (double)value);
        double within = noise.Count(value => Math.Abs(value) < 1) / (double)noise.Count;
        double neighbors = noise.Zip(noise.Skip(1), (one, next) => (double)one * next).Average();
        Assert.InRange(noise.Count, 25000, 50000);
        Assert.Equal(0, mean, 0.03);
        Assert.Equal(1, noise.Average(value => (value - mean) * (value - mean)), 0.04);
        Assert.Equal(0.6827, within, 0.015);
        Assert.Equal(0, neighbors, 0.03);
    }

    [Fact]
    public void Validation_is_never_augmented()
    {
        ImageSet set = SmallImages.Pattern(40);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 8 }, new RandomFlip(1), new RandomCropPad(2), new RandomErasing(new() { Probability = 1 }));
        Assert.Equal(3, data.Train.Transforms.Count);
        Assert.Empty(data.Valid.Transforms);
        foreach (Batch batch in data.Valid.Read())
        {
            float[] values = batch.InputMemory.ToArray<float>();
            for (int i = 0; i < batch.Count; i++)
            {
                for (int p = 0; p < 30; p++)
                {
                    Assert.Equal(set.Image(batch.Indices[i])[p] / 255f, values[(i * 30) + p], 1e-6f);
                }
            }

            batch.Release();
        }
    }

    [Theory]
    [InlineData(NormalizeSource.TrainingSet, 1)]
    [InlineData(NormalizeSource.TrainingSet, 3)]
    public void Normalized_training_images_have_mean_zero_and_deviation_one(NormalizeSource source, int channels)
    {
        ImageSet set = SmallImages.Pattern(64, channels: channels);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { BatchTransforms = [new Normalize(source)], Splitter = new IndexSplitter([]) };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = 64 });
        foreach (Batch batch in data.Train.Read())
        {
            float[] values = batch.InputMemory.ToArray<float>();
            for (int c = 0; c < channels; c++)
            {
                float[] channel = [.. values.Where((_, i) => i % channels == c)];
                double mean = channel.Average(value => (double)value);
                double variance = channel.Sum(value => (value - mean) * (value - mean)) / (channel.Length - 1);
                Assert.Equal(0, mean, 4);
                Assert.Equal(1, variance, 4);
            }

            batch.Release();
        }
    }

    [Fact]
    public void Normalize_without_statistics_takes_those_of_one_batch_and_adds_a_ten_millionth_to_the_deviation()
    {
        // The first channel is white everywhere, so its deviation is what is added; the second is black or white by item; the third differs between items, so other batches have other means.
        ImageSet set = Striped(40);
        DataBlock<int> block = ImageBlocks.FromSet(set) with { BatchTransforms = [new Normalize()], Splitter = new IndexSplitter([]) };
        DataLoaders data = block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = 8, Workers = 0 });
        Normalize normalize = Assert.Single(data.Train.Transforms.OfType<Normalize>());
        using EpochReader reader = data.Train.Read();
        Assert.True(reader.MoveNext());
        Assert.Equal(reader.Current.Indices.ToArray(), normalize.FittedOn);
        reader.Current.Release();
        Assert.Equal(8, normalize.FittedOn.Distinct().Count());
        for (int c = 0; c < 3; c++)
        {
            double[] values = [.. normalize.FittedOn.SelectMany(item => Enumerable.Range(0, 4).Select(p => set.Image(item)[(p * 3) + c] / 255.0))];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / 31);
            Assert.Equal(mean, normalize.Mean[c], 1e-6);
            Assert.Equal(deviation + 1e-7, normalize.Std[c], 1e-6);
        }

        Assert.Equal(1e-7f, normalize.Std[0]);
        Assert.NotEqual(Enumerable.Range(0, 40).Average(item => set.Image(item)[2] / 255.0), normalize.Mean[2], 1e-4);
    }

    [Fact]
    public void Normalize_from_stats_refuses_a_deviation_of_zero()
    {
        var error = Assert.Throws<HoneException>(() => Normalize.FromStats([0.5f], [0f]));
        Assert.Contains("0 for channel 0", error.Message);
    }

    /// <summary>2x2 pixels of three channels: 255, then 0 or 255 by item, then five times the item and the place.</summary>
    private static ImageSet Striped(int count)
    {
        var pixels = new byte[count * 12];
        for (int i = 0; i < pixels.Length; i++)
        {
            int item = i / 12;
            pixels[i] = (byte)((i % 3) switch { 0 => 255, 1 => item % 2 * 255, _ => (item * 5) + (i % 12) });
        }

        return ImageSet.Create(pixels, new int[count], 2, 2, 3, ["one"], "striped");
    }

    private static void WithBatch(int channels, Action<Batch> check)
    {
        ImageSet set = SmallImages.Pattern(12, channels: channels);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { BatchSize = 8, Workers = 0 });
        using EpochReader reader = data.Train.Read();
        Assert.True(reader.MoveNext());
        try
        {
            check(reader.Current);
        }
        finally
        {
            reader.Current.Release();
        }
    }

    private static bool IsAnyWindow(ReadOnlySpan<float> source, ReadOnlySpan<float> image, int height, int width, int channels, int padding, PadMode mode)
    {
        for (int down = -padding; down <= padding; down++)
        {
            for (int right = -padding; right <= padding; right++)
            {
                if (IsWindow(source, image, height, width, channels, down, right, mode))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWindow(ReadOnlySpan<float> source, ReadOnlySpan<float> image, int height, int width, int channels, int down, int right, PadMode mode)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int c = 0; c < channels; c++)
                {
                    float expected = At(source, height, width, channels, y + down, x + right, c, mode);
                    if (image[(((y * width) + x) * channels) + c] != expected)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static float At(ReadOnlySpan<float> source, int height, int width, int channels, int y, int x, int c, PadMode mode)
    {
        bool outside = y < 0 || y >= height || x < 0 || x >= width;
        if (outside && mode == PadMode.Zeros)
        {
            return 0;
        }

        // The definition of reflection, one bounce at a time.
        y = y < 0 ? -y : y >= height ? height - 1 - (y - height + 1) : y;
        x = x < 0 ? -x : x >= width ? width - 1 - (x - width + 1) : x;
        return source[(((y * width) + x) * channels) + c];
    }
}
