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
            float[] found = Sample(image, sizes, map, Enum.Parse<GridSampleMode>(line[1], ignoreCase: true), pad, alignCorners: true);
            AssertClose(expected, found, string.Join(' ', line[..8]));
            cases++;
        }

        Assert.Equal(6 * 2 * 3 + 4 * 3, cases);
    }

    [Fact]
    public void Each_mode_and_both_kinds_of_corners_give_the_values_of_PyTorch()
    {
        int cases = 0;
        foreach (string[] line in Fixtures.Lines("augment/grid-sample-modes.txt").Where(line => line[0] != "#"))
        {
            int[] sizes = [.. line[4..9].Select(int.Parse)];
            double[] map = [.. line[9..18].Select(Number)];
            int length = sizes[0] * sizes[1] * sizes[2];
            float[] image = [.. line[18..(18 + length)].Select(word => (float)Number(word))];
            float[] expected = [.. line[(18 + length)..].Select(word => (float)Number(word))];
            PadMode pad = Enum.Parse<PadMode>(line[2], ignoreCase: true);
            float[] found = Sample(image, sizes, map, Enum.Parse<GridSampleMode>(line[1], ignoreCase: true), pad, line[3] == "aligned");
            AssertClose(expected, found, string.Join(' ', line[..9]));
            cases++;
        }

        Assert.Equal(4 * 2 * 3 * 5, cases);
    }

    [Theory]
    [InlineData(GridSampleMode.Nearest, false, new float[] { 0, 0, 100, 100 }, new long[] { 0, 0, 1, 1 })]
    [InlineData(GridSampleMode.Nearest, true, new float[] { 0, 0, 100, 100 }, new long[] { 0, 0, 1, 1 })]
    [InlineData(GridSampleMode.Bilinear, false, new float[] { 0, 25, 75, 100 }, new long[] { 0, 0, 1, 1 })]
    [InlineData(GridSampleMode.Bilinear, true, new float[] { 0, 100 / 3f, 200 / 3f, 100 }, new long[] { 0, 0, 1, 1 })]
    [InlineData(GridSampleMode.Bicubic, false, new float[] { -10.546875f, 22.65625f, 77.34375f, 110.546875f }, new long[] { 0, 0, 1, 1 })]
    public void Two_pixels_become_four(GridSampleMode mode, bool alignCorners, float[] expected, long[] codes)
    {
        // Black beside white, twice as wide. Without aligned corners a new pixel is half an old one: its center lies a quarter of a pixel beside the old one's. With them the outer
        // centers stay, and the others divide the way in three.
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => new ImagePixels(new byte[] { 0, 100 }, 1, 2, 1), ImageMode.Gray),
            Target = new MaskBlock<int>(_ => new ImagePixels(new byte[] { 0, 1 }, 1, 2, 1), ["out", "in"]),
            MoreTargets = [new PointBlock<int>(_ => new PointsPart([0.5f, 0.5f, 1.5f, 0.5f], 2, 1))],
            BatchTransforms = [new SpatialAugment([], new() { Size = (1, 4), Pad = PadMode.Border, Mode = mode, AlignCorners = alignCorners })],
            Splitter = new IndexSplitter([0]),
        };
        int count = 0;
        foreach (Batch batch in block.DataLoaders([0, 1], s_options).Valid.Read())
        {
            AssertClose(expected, Array.ConvertAll(batch.InputMemory.ToArray<float>(), value => value * 255), $"{mode}");
            Assert.Equal(codes, batch.TargetParts[0].Memory.ToArray<long>());

            // The center of the black pixel stays at a quarter of the width; with aligned corners it becomes that of the first of four pixels.
            float share = alignCorners ? 0.75f : 0.5f;
            AssertClose([-share, 0, share, 0], batch.TargetParts[1].Memory.ToArray<float>(), "points");
            count += batch.Count;
            batch.Release();
        }

        Assert.Equal(1, count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_turn_of_a_rectangle_keeps_distances_in_pixels(bool alignCorners)
    {
        // Two pixels to the right of the center and two below it: still two from it, and a right angle between them.
        var frame = new PictureFrame(9, 5, alignCorners);
        Homography turn = new Rotate(90, 1).Draw(frame, new RandomStream(5, "turn"));
        Homography pixels = frame.FromPixels().Inverse() * turn * frame.FromPixels();
        (double x, double y) = pixels.Apply(6, 2);
        double angle = Math.Atan2(2 - y, x - 4);
        (double acrossX, double acrossY) = pixels.Apply(4, 4);
        Assert.NotEqual(0, angle, 0.1);
        Assert.Equal(2, double.Hypot(x - 4, y - 2), 1e-9);
        Assert.Equal(4 + (2 * Math.Sin(angle)), acrossX, 1e-9);
        Assert.Equal(2 + (2 * Math.Cos(angle)), acrossY, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crop_of_its_own_size_takes_pixels_as_they_are(bool alignCorners)
    {
        var frame = new PictureFrame(13, 9, alignCorners);
        Homography crop = new RandomResizedCropBatch(new() { MinRatio = 1, MaxRatio = 1 }).Center(frame);
        Homography pixels = (frame.FromPixels().Inverse() * crop * new PictureFrame(9, 9, alignCorners).FromPixels()).Normalized();
        foreach ((int x, int y) in ((int, int)[])[(0, 0), (8, 0), (3, 5), (8, 8)])
        {
            (double fromX, double fromY) = pixels.Apply(x, y);
            Assert.Equal(x + 2, fromX, 1e-9);
            Assert.Equal(y, fromY, 1e-9);
        }
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
        Assert.Equal((GridSampleMode.Bilinear, true), (options.Mode, options.AlignCorners));
        Assert.Equal((GridSampleMode.Bilinear, true), (new SpatialAugmentOptions().Mode, new SpatialAugmentOptions().AlignCorners));
        Assert.Equal([30, 40], transforms.Select(transform => transform.Order));
        Assert.Equal(
            "SpatialAugment(size 224, Reflection, Flip(p 0.5), Warp(0.2, p 0.75), Rotate(10, p 0.75), Zoom(1 to 1.1, p 0.75), RandomResizedCropBatch(scale 0.75 to 1, ratio 1 to 1))",
            transforms[0].ToString());
        Assert.StartsWith("SpatialAugment(Reflection, Nearest, corners not aligned, Flip", AugTransforms.Create(new() { Mode = GridSampleMode.Nearest, AlignCorners = false })[0].ToString());
        Assert.Contains("ratio 1.4 to 1.4", AugTransforms.Create(new() { Size = (160, 224), MinScale = 0.75 })[0].ToString());
        Assert.StartsWith("SpatialAugment(size 160x224, Reflection, Flip", AugTransforms.Create(new() { Size = (160, 224) })[0].ToString());
        Assert.Empty(AugTransforms.Create(new() { DoFlip = false, MaxRotate = 0, MaxZoom = 1, MaxLighting = 0, MaxWarp = 0 }));
        Assert.Equal([0.485f, 0.456f, 0.406f], Normalize.FromStats(ImageStats.ImageNet).Mean);
        Assert.Equal([0.247f, 0.243f, 0.261f], ImageStats.Cifar.Std);
        Assert.Equal((0.131f, 0.308f), (ImageStats.Mnist.Mean[0], ImageStats.Mnist.Std[0]));
    }

    [Theory]
    [InlineData(40, 40, 0.8, 200, GridSampleMode.Bilinear, true)]
    [InlineData(33, 44, 0.5, 120, GridSampleMode.Bilinear, true)]
    [InlineData(40, 40, 0.8, 200, GridSampleMode.Bilinear, false)]
    [InlineData(33, 44, 0.5, 120, GridSampleMode.Nearest, false)]
    [InlineData(33, 44, 0.5, 120, GridSampleMode.Bicubic, true)]
    public void Images_masks_and_points_move_together(int height, int width, double minScale, int least, GridSampleMode mode, bool alignCorners)
    {
        // A bright square around a point, also in the mask: after any move the point lies in it, in both.
        const int Side = 48;
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(item => Square(item, Side, 255), ImageMode.Gray),
            Target = new MaskBlock<int>(item => Square(item, Side, 1), ["out", "in"]),
            MoreTargets = [new PointBlock<int>(item => new PointsPart([X(item) + 0.5f, Y(item) + 0.5f], Side, Side))],
            BatchTransforms = [.. AugTransforms.Create(new() { Size = (height, width), MinScale = minScale, MaxLighting = 0, FlipVert = true, Mult = 2, Mode = mode, AlignCorners = alignCorners })],
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
        string message = Message(() => AugTransforms.Create(new() { Mode = (GridSampleMode)7 }));
        Assert.Contains("Mode is one of Bilinear, Nearest, Bicubic.", message);
        Assert.Contains("got: 7", message);
        Assert.Contains("got: 7", Message(() => AugTransforms.Create(new() { Mode = (GridSampleMode)7, DoFlip = false, MaxRotate = 0, MaxZoom = 1, MaxLighting = 0, MaxWarp = 0 })));
        Assert.Contains("got: 9", Message(() => new SpatialAugment([new Rotate()], new() { Pad = (PadMode)9 })));
        Assert.Contains("got: 7", Message(() => new SpatialAugmentConfig(8, PadMode.Zeros, [], (GridSampleMode)7).Build()));
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

    private static string Message(Action action) => Assert.Throws<HoneException>(action).Message;

    private static void AssertClose(float[] expected, float[] found, string where)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) < 0.02f, $"{where}: {found[i]} instead of {expected[i]} at {i}");
        }
    }

    private static float[] Sample(float[] image, int[] sizes, double[] map, GridSampleMode mode, PadMode pad, bool alignCorners)
    {
        (int channels, int height, int width, int newHeight, int newWidth) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
        var shares = new Homography(map[0], map[1], map[2], map[3], map[4], map[5], map[6], map[7], map[8]);
        var frame = new PictureFrame(width, height, alignCorners);
        Homography pixels = (frame.FromPixels().Inverse() * shares * new PictureFrame(newWidth, newHeight, alignCorners).FromPixels()).Normalized();
        var row = new SampleRow(newWidth);
        var result = new float[newHeight * newWidth * channels];
        switch (mode)
        {
            case GridSampleMode.Nearest:
                ImageSampler.Nearest<float>(image, frame, channels, pixels, result, row, pad, 0);
                break;
            case GridSampleMode.Bicubic:
                BicubicSampler.Sample(image, frame, channels, pixels, result, row, pad);
                break;
            default:
                ImageSampler.Bilinear(image, frame, channels, pixels, result, row, pad);
                break;
        }

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
