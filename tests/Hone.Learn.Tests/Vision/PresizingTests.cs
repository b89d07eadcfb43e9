using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Presizing from end to end: a large square of each picture, then all augmentation and the final size in one step of the batch.</summary>
[Collection("memory pool")]
public sealed class PresizingTests
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    [Fact]
    public void Pictures_of_all_sizes_become_batches_of_one_size_in_both_parts()
    {
        DataLoaders data = Loaders(item => Colored(item, 30, 120, 210), maxLighting: 0);
        Assert.Equal([3, 460, 460], data.Train.Dataset.Input.RowShape.ToArray());
        foreach (DataLoader loader in (DataLoader[])[data.Train, data.Valid])
        {
            int batches = 0;
            foreach (Batch batch in loader.Read())
            {
                Assert.Equal([4, 3, 224, 224], batch.Input.Shape.ToArray());

                // One color everywhere: reflection leaves no black corner behind a turn or a warp, and channels stay apart.
                float[] pixels = batch.InputMemory.ToArray<float>();
                Assert.Equal(4 * 3 * 224 * 224, pixels.Length);
                float[] colors = [30 / 255f, 120 / 255f, 210 / 255f];
                Assert.True(pixels.Select((pixel, i) => Math.Abs(pixel - colors[i % 3])).Max() < 1e-4);
                batch.Release();
                batches++;
            }

            Assert.Equal(1, batches);
        }
    }

    [Fact]
    public void Validation_shows_the_whole_center_square_and_training_parts_of_it()
    {
        // Red rises from 0 on the left edge of the center square to 240 on its right, in pictures that are wider than tall.
        DataLoaders data = Loaders(Ramp, maxLighting: 0.2f);
        (float left, float right) = Edges(data.Valid);
        Assert.Equal(0, left, 0.01f);
        Assert.Equal(240 / 255f, right, 0.01f);
        (float first, float second) = Edges(data.Train);
        (float third, float fourth) = Edges(data.Train, epoch: 1);
        Assert.NotEqual((first, second), (third, fourth));
    }

    private static (float Left, float Right) Edges(DataLoader loader, int epoch = 0)
    {
        using EpochReader reader = loader.Read(epoch);
        Assert.True(reader.MoveNext());
        ReadOnlySpan<float> row = reader.Current.InputMemory.AsSpan<float>().Slice(112 * 224 * 3, 224 * 3);
        (float Left, float Right) edges = (row[0], row[^3]);
        reader.Current.Release();
        return edges;
    }

    private static DataLoaders Loaders(Func<int, ImagePixels> picture, float maxLighting)
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(picture),
            Target = new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd"),
            ItemTransforms = [new Resize(460)],
            BatchTransforms = AugTransforms.Create(new AugTransformsOptions { Size = 224, MinScale = 0.75, MaxLighting = maxLighting }),
            Splitter = new IndexSplitter([0, 1, 2, 3], [4, 5, 6, 7]),
        };
        return block.DataLoaders([.. Enumerable.Range(0, 8)], s_options);
    }

    /// <summary>Between 300 and 600 pixels wide and tall.</summary>
    private static ImagePixels Colored(int item, byte red, byte green, byte blue)
    {
        int height = 300 + (item * 43);
        int width = 600 - (item * 41);
        byte[] color = [red, green, blue];
        return new ImagePixels(Enumerable.Range(0, height * width * 3).Select(i => color[i % 3]).ToArray(), height, width, 3);
    }

    private static ImagePixels Ramp(int item)
    {
        const int Height = 480;
        const int Width = 640;
        const int Side = (Width - Height) / 2;
        var pixels = new byte[Height * Width * 3];
        for (int i = 0; i < Height * Width; i++)
        {
            pixels[i * 3] = (byte)(Math.Clamp((i % Width) - Side, 0, Height - 1) / 2);
        }

        return new ImagePixels(pixels, Height, Width, 3);
    }
}
