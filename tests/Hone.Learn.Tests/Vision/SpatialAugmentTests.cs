using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>One interpolation for all moves: against PyTorch, against its parts, and together with masks and points.</summary>
[Collection("memory pool")]
public sealed class SpatialAugmentTests
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 8, Workers = 0 };

    [Fact]
    public void Sampling_gives_the_values_of_PyTorch()
    {
        int cases = 0;
        foreach (string[] line in Fixtures.Lines("augment/grid-sample.txt").Where(line => line[0] != "#"))
        {
            int[] sizes = [.. line[3..8].Select(int.Parse)];
            double[] map = [.. line[8..17].Select(Number)];
            int length = sizes[0] * sizes[1] * sizes[2];
            float[] image = [.. line[17..(17 + length)].Select(word => (float)Number(word))];
            float[] expected = [.. line[(17 + length)..].Select(word => (float)Number(word))];
            PadMode pad = Enum.Parse<PadMode>(line[2], ignoreCase: true);
            float[] found = Sample(image, sizes, map, line[1] == "nearest", pad);
            Assert.Equal(expected.Length, found.Length);
            for (int i = 0; i < found.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - found[i]) < 0.02f, $"{string.Join(' ', line[..8])}: {found[i]} instead of {expected[i]} at {i}");
            }

            cases++;
        }

        Assert.Equal(6 * 2 * 3 + 4 * 3, cases);
    }

    [Theory]
    [InlineData(0.2, -0.15)]
    [InlineData(-0.4, 0)]
    [InlineData(0, 0)]
    public void A_warp_takes_the_corners_where_the_formula_says(double u, double v)
    {
        Homography warp = Warp.Of(u, v);
        (double X, double Y)[] corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)];
        (double X, double Y)[] places = [(-1 - u, -1 - v), (1 + u, -1 + v), (1 - u, 1 - v), (-1 + u, 1 + v)];
        for (int i = 0; i < 4; i++)
        {
            (double x, double y) = warp.Apply(corners[i].X, corners[i].Y);
            Assert.Equal(places[i].X, x, 1e-9);
            Assert.Equal(places[i].Y, y, 1e-9);
            (double backX, double backY) = warp.Inverse().Apply(x, y);
            Assert.Equal(corners[i].X, backX, 1e-9);
            Assert.Equal(corners[i].Y, backY, 1e-9);
        }
    }

    [Fact]
    public void The_numbers_are_those_of_fastai()
    {
        var options = new AugTransformsOptions();
        Assert.Equal((1f, true, false, 10f, 1f, 1.1f), (options.Mult, options.DoFlip, options.FlipVert, options.MaxRotate, options.MinZoom, options.MaxZoom));
        Assert.Equal((0.2f, 0.2f, 0.75f, 0.75f, PadMode.Reflection, 1.0), (options.MaxLighting, options.MaxWarp, options.PAffine, options.PLighting, options.Pad, options.MinScale));
        IReadOnlyList<BatchTransform> transforms = AugTransforms.Create(new() { Size = 224, MinScale = 0.75 });
        Assert.Equal([30, 40], transforms.Select(transform => transform.Order));
        Assert.Equal(
            "SpatialAugment(size 224, Reflection, Flip(p 0.5), Warp(0.2, p 0.75), Rotate(10, p 0.75), Zoom(1 to 1.1, p 0.75), RandomResizedCropBatch(scale 0.75 to 1, ratio 1 to 1))",
            transforms[0].ToString());
        Assert.Contains("ratio 1.4 to 1.4", AugTransforms.Create(new() { Size = (160, 224), MinScale = 0.75 })[0].ToString());
        Assert.StartsWith("SpatialAugment(size 160x224, Reflection, Flip", AugTransforms.Create(new() { Size = (160, 224) })[0].ToString());
        Assert.Empty(AugTransforms.Create(new() { DoFlip = false, MaxRotate = 0, MaxZoom = 1, MaxLighting = 0, MaxWarp = 0 }));
        Assert.Equal([0.485f, 0.456f, 0.406f], Normalize.FromStats(ImageStats.ImageNet).Mean);
        Assert.Equal([0.247f, 0.243f, 0.261f], ImageStats.Cifar.Std);
        Assert.Equal((0.131f, 0.308f), (ImageStats.Mnist.Mean[0], ImageStats.Mnist.Std[0]));
    }

    [Theory]
    [InlineData(40, 40, 0.8, 200)]
    [InlineData(33, 44, 0.5, 120)]
    public void Images_masks_and_points_move_together(int height, int width, double minScale, int least)
    {
        // A bright square around a point, also in the mask: after any move the point lies in it, in both.
        const int Side = 48;
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(item => Square(item, Side, 255), ImageMode.Gray),
            Target = new MaskBlock<int>(item => Square(item, Side, 1), ["out", "in"]),
            MoreTargets = [new PointBlock<int>(item => new PointsPart([X(item) + 0.5f, Y(item) + 0.5f], Side, Side))],
            BatchTransforms = [.. AugTransforms.Create(new() { Size = (height, width), MinScale = minScale, MaxLighting = 0, FlipVert = true, Mult = 2 })],
            Splitter = new IndexSplitter([0]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 65)], s_options with { BatchSize = 64 });
        int inside = 0;
        for (int epoch = 0; epoch < 4; epoch++)
        {
            foreach (Batch batch in data.Train.Read(epoch))
            {
                Assert.Equal($"[64, 1, {height}, {width}]", batch.Input.Shape.ToString());
                float[] image = batch.InputMemory.ToArray<float>();
                long[] mask = batch.TargetParts[0].Memory.ToArray<long>();
                float[] points = batch.TargetParts[1].Memory.ToArray<float>();
                for (int i = 0; i < batch.Count; i++)
                {
                    int x = (int)Math.Floor((points[2 * i] + 1) * width / 2);
                    int y = (int)Math.Floor((points[(2 * i) + 1] + 1) * height / 2);
                    if ((uint)x < width && (uint)y < height)
                    {
                        inside++;
                        Assert.True(image[(((i * height) + y) * width) + x] > 0.9f);
                        Assert.Equal(1, mask[(((i * height) + y) * width) + x]);
                    }
                }

                batch.Release();
            }
        }

        Assert.True(inside > least, $"{inside} points");
    }

    [Fact]
    public void Validation_changes_the_size_alone_and_takes_the_center()
    {
        ImageSet set = SmallImages.Pattern(20, height: 9, width: 13, channels: 3);
        BatchTransform[] transforms = [.. AugTransforms.Create(new() { Size = 9, MinScale = 0.5 })];
        DataLoaders data = SmallImages.Loaders(set, s_options, transforms);
        Assert.Equal("SpatialAugment", Assert.Single(data.Valid.Transforms).GetType().Name);
        foreach (Batch batch in data.Valid.Read())
        {
            float[] values = batch.InputMemory.ToArray<float>();
            for (int i = 0; i < batch.Count; i++)
            {
                for (int p = 0; p < 9 * 9 * 3; p++)
                {
                    int from = ((p / 27) * 39) + 6 + (p % 27);
                    Assert.Equal(set.Image(batch.Indices[i])[from] / 255f, values[(i * 243) + p], 1e-4f);
                }
            }

            batch.Release();
        }

        DataLoaders kept = SmallImages.Loaders(set, s_options, [.. AugTransforms.Create()]);
        Assert.Empty(kept.Valid.Transforms);
        Assert.Equal(2, kept.Train.Transforms.Count);
    }

    [Fact]
    public void Results_depend_on_the_item_and_not_on_batches_or_threads()
    {
        ImageSet set = SmallImages.Pattern(40, height: 16, width: 16, channels: 3);
        BatchTransform[] transforms = [.. AugTransforms.Create(new() { Size = 12, MinScale = 0.5 })];
        Dictionary<int, float[]> one = ByItem(SmallImages.Loaders(set, s_options with { BatchSize = 32 }, transforms));
        Dictionary<int, float[]> other = ByItem(SmallImages.Loaders(set, s_options with { BatchSize = 5, Workers = 3 }, transforms));
        int compared = 0;
        foreach ((int item, float[] values) in one)
        {
            if (other.TryGetValue(item, out float[]? again))
            {
                Assert.Equal(values, again);
                compared++;
            }
        }

        Assert.True(compared > 25, $"{compared} items");
    }

    [Fact]
    public void A_draw_for_the_whole_batch_is_that_of_its_first_item()
    {
        // Forty times the same picture: what differs comes from the draws.
        ImageSet pattern = SmallImages.Pattern(1, height: 16, width: 16, channels: 3);
        byte[] pixels = [.. Enumerable.Repeat(pattern.Pixels.ToArray(), 40).SelectMany(bytes => bytes)];
        ImageSet set = ImageSet.Create(pixels, new int[40], 16, 16, 3, ["one"], "same");
        IReadOnlyList<float[][]> own = Batches(set, new() { Size = (12, 10), MinScale = 0.5 });
        IReadOnlyList<float[][]> same = Batches(set, new() { Size = (12, 10), MinScale = 0.5, SameSpatialPerBatch = true });

        Assert.Equal(own.Count, same.Count);
        for (int b = 0; b < own.Count; b++)
        {
            Assert.All(same[b], values => Assert.Equal(own[b][0], values));
            Assert.True(own[b].Distinct(EqualityComparer<float[]>.Create((x, y) => x.AsSpan().SequenceEqual(y), _ => 0)).Count() > 4);
        }

        Assert.NotEqual(same[0][0], same[1][0]);
        Assert.StartsWith("SpatialAugment(Reflection, same for a batch, Flip", AugTransforms.Create(new() { SameSpatialPerBatch = true })[0].ToString());
    }

    [Fact]
    public void Moves_out_of_their_range_are_refused()
    {
        Assert.Contains("0.7", Assert.Throws<ArgumentOutOfRangeException>(() => new Warp(0.7f)).Message);
        Assert.Contains("-3", Assert.Throws<ArgumentOutOfRangeException>(() => new Rotate(-3)).Message);
        Assert.Contains("0.5", Assert.Throws<ArgumentOutOfRangeException>(() => new Zoom(1, 0.5f)).Message);
        Assert.Contains("1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new Flip(1.5f)).Message);
        Assert.Contains("'0'", Assert.Throws<ArgumentOutOfRangeException>(() => new SpatialAugment([], new() { Size = 0 })).Message);
        Assert.Contains("'-2'", Assert.Throws<ArgumentOutOfRangeException>(() => new SpatialAugment([], new() { Size = (3, -2) })).Message);
    }

    /// <summary>The pictures of each batch of an epoch.</summary>
    private static List<float[][]> Batches(ImageSet set, AugTransformsOptions options)
    {
        var batches = new List<float[][]>();
        foreach (Batch batch in SmallImages.Loaders(set, s_options, [.. AugTransforms.Create(options with { MaxLighting = 0 })]).Train.Read(3))
        {
            float[] values = batch.InputMemory.ToArray<float>();
            batches.Add([.. values.Chunk(values.Length / batch.Count)]);
            batch.Release();
        }

        return batches;
    }

    private static Dictionary<int, float[]> ByItem(DataLoaders data)
    {
        var items = new Dictionary<int, float[]>();
        foreach (Batch batch in data.Train.Read(3))
        {
            float[] values = batch.InputMemory.ToArray<float>();
            int length = values.Length / batch.Count;
            for (int i = 0; i < batch.Count; i++)
            {
                items.Add(batch.Indices[i], values[(i * length)..((i + 1) * length)]);
            }

            batch.Release();
        }

        return items;
    }

    private static float[] Sample(float[] image, int[] sizes, double[] map, bool isNearest, PadMode pad)
    {
        (int channels, int height, int width, int newHeight, int newWidth) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
        var shares = new Homography(map[0], map[1], map[2], map[3], map[4], map[5], map[6], map[7], map[8]);
        Homography pixels = (Homography.FromPixels(width, height).Inverse() * shares * Homography.FromPixels(newWidth, newHeight)).Normalized();
        var row = new SampleRow(newWidth);
        if (isNearest)
        {
            var codes = new long[newHeight * newWidth];
            ImageSampler.Nearest(Array.ConvertAll(image, value => (long)value), height, width, pixels, codes, row, pad, 0);
            return Array.ConvertAll(codes, code => (float)code);
        }

        var result = new float[newHeight * newWidth * channels];
        ImageSampler.Bilinear(image, height, width, channels, pixels, result, row, pad);
        return result;
    }

    private static ImagePixels Square(int item, int side, byte value)
    {
        var pixels = new byte[side * side];
        for (int y = Y(item) - 4; y <= Y(item) + 4; y++)
        {
            pixels.AsSpan((y * side) + X(item) - 4, 9).Fill(value);
        }

        return new ImagePixels(pixels, side, side, 1);
    }

    private static int X(int item) => 10 + (item * 7 % 28);

    private static int Y(int item) => 10 + (item * 11 % 28);

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
