using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Batch transforms change all pictures of an item by one draw: several images, masks, points and boxes.</summary>
[Collection("memory pool")]
public sealed class SeveralPicturesTests
{
    private const int Tall = 8;
    private const int Wide = 10;
    private const int Items = 16;

    private static readonly BatchRandom Random = new(new RandomStream(5, "several"));

    public static TheoryData<string> Names => ["flip", "shift, mirrored border", "shift, black border", "erase", "light"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_images_of_an_item_stay_equal(string name)
    {
        DataBlock<int> block = Block() with { MoreInputs = [new ImageBlock<int>(Picture, ImageMode.Gray)], Target = new ImageBlock<int>(Picture, ImageMode.Gray), MoreTargets = [] };
        WithBatch(block, batch =>
        {
            float[] before = batch.InputMemory.ToArray<float>();
            Transform(name).Apply(batch, Random);
            float[] first = batch.InputMemory.ToArray<float>();
            Assert.NotEqual(before, first);
            Assert.Equal(first, batch.InputParts[1].Memory.ToArray<float>());
            Assert.Equal(first, batch.TargetParts[0].Memory.ToArray<float>());
        });
    }

    [Fact]
    public void Normalize_changes_all_images_by_the_statistics_of_the_first_and_back()
    {
        DataBlock<int> block = Block() with { MoreInputs = [new ImageBlock<int>(item => Picture(item + 3), ImageMode.Gray)], MoreTargets = [] };
        WithBatch(block, batch =>
        {
            float[] before = batch.InputParts[1].Memory.ToArray<float>();
            Normalize normalize = Normalize.FromStats([0.25f], [0.5f]);
            normalize.Apply(batch, Random);
            float[] after = batch.InputParts[1].Memory.ToArray<float>();
            Assert.All(before.Zip(after), pair => Assert.Equal((pair.First - 0.25f) / 0.5f, pair.Second, 1e-5f));
            normalize.Decode(batch);
            Assert.All(before.Zip(batch.InputParts[1].Memory.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        });
    }

    [Fact]
    public void Normalize_learns_from_the_first_image_behind_inputs_of_another_kind()
    {
        // Five numbers an item come before the picture: as images they would have five channels.
        DataBlock<int> block = Block() with
        {
            Input = new VectorBlock<int>(item => new float[] { item, 1, 2, 3, 100 }),
            MoreInputs = [new ImageBlock<int>(Picture, ImageMode.Gray)],
            MoreTargets = [],
            Splitter = new IndexSplitter([0, 1]),
            BatchTransforms = [new Normalize(NormalizeSource.TrainingSet)],
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, Items)], new DataLoaderOptions { BatchSize = 7, Workers = 0 });
        Normalize normalize = Assert.Single(data.Train.Transforms.OfType<Normalize>());
        double[] values = [.. Enumerable.Range(2, Items - 2).SelectMany(item => Picture(item).Pixels.ToArray()).Select(value => value / 255.0)];
        Assert.Equal(values.Average(), Assert.Single(normalize.Mean), 1e-5);
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("shift, mirrored border")]
    [InlineData("shift, black border")]
    public void Masks_points_and_boxes_stay_on_what_they_mark(string name)
    {
        // The picture is bright where the mask is 1; the points are the corners of the bright rectangle, the box its edges.
        int moved = 0;
        WithBatch(Block(), batch =>
        {
            float[] shares = batch.TargetParts[1].Memory.ToArray<float>();
            Transform(name).Apply(batch, Random);
            float[] image = batch.InputMemory.ToArray<float>();
            long[] mask = batch.TargetParts[0].Memory.ToArray<long>();
            float[] points = batch.TargetParts[1].Memory.ToArray<float>();
            float[] boxes = batch.TargetParts[2].Memory.ToArray<float>();
            Assert.Equal(image.Select(value => value > 0.5f ? 1L : 0L), mask);
            for (int i = 0; i < Items; i++)
            {
                int[] inside = [.. Enumerable.Range(0, Tall * Wide).Where(p => mask[(i * Tall * Wide) + p] == 1)];
                float[] edges = [Share(inside.Min(p => p % Wide), Wide), Share(inside.Min(p => p / Wide), Tall), Share(inside.Max(p => p % Wide) + 1, Wide), Share(inside.Max(p => p / Wide) + 1, Tall)];
                float[] x = [points[i * 4], points[(i * 4) + 2]];
                float[] y = [points[(i * 4) + 1], points[(i * 4) + 3]];
                Near(edges, [x.Min(), y.Min(), x.Max(), y.Max()]);
                Near(edges, boxes[(i * 4)..((i * 4) + 4)]);
                moved += shares.AsSpan(i * 4, 4).SequenceEqual(points.AsSpan(i * 4, 4)) ? 0 : 1;
            }
        });
        Assert.InRange(moved, 1, Items);
    }

    [Fact]
    public void Boxes_shifted_out_of_the_picture_lose_their_rows_and_labels()
    {
        BoxesPart AtTheEdges(int item) => new([0, 0, 1, 1, 4, 4, 6, 6, 9, 7, 10, 8], ["first", "middle", "last"], Wide, Tall);
        DataBlock<int> block = Block() with { Target = new BBoxBlock<int>(AtTheEdges), MoreTargets = [new BBoxLblBlock<int>(AtTheEdges, ["first", "middle", "last"])] };
        WithBatch(block, batch =>
        {
            new RandomCropPad(2, PadMode.Zeros).Apply(batch, Random);
            long[] labels = batch.TargetParts[1].Memory.ToArray<long>();
            float[] boxes = batch.TargetParts[0].Memory.ToArray<float>();
            int gone = 0;
            for (int i = 0; i < Items; i++)
            {
                long[] kept = [.. labels[(i * 3)..((i * 3) + 3)].Where(label => label != 0)];
                Assert.Contains(2, kept);
                Assert.Equal(kept.Order(), kept);
                Assert.Equal([.. kept, .. new long[3 - kept.Length]], labels[(i * 3)..((i * 3) + 3)]);
                Assert.All(boxes[((i * 12) + (4 * kept.Length))..((i + 1) * 12)], edge => Assert.Equal(0, edge));
                gone += 3 - kept.Length;
            }

            Assert.InRange(gone, Items / 2, 2 * Items);
        });
    }

    [Fact]
    public void A_smaller_picture_is_shifted_by_the_same_share()
    {
        DataBlock<int> block = Block() with { MoreInputs = [new ImageBlock<int>(item => Double(Picture(item)), ImageMode.Gray)], MoreTargets = [] };
        WithBatch(block, batch =>
        {
            new RandomCropPad(2, PadMode.Border).Apply(batch, Random);
            float[] small = batch.InputParts[0].Memory.ToArray<float>();
            float[] large = batch.InputParts[1].Memory.ToArray<float>();
            for (int i = 0; i < small.Length; i++)
            {
                int item = i / (Tall * Wide);
                int x = 2 * (i % Wide);
                int y = 2 * (i / Wide % Tall);
                Assert.Equal(small[i], large[(((item * 2 * Tall) + y) * 2 * Wide) + x]);
            }
        });
    }

    private static BatchTransform Transform(string name) => name switch
    {
        "flip" => new RandomFlip(),
        "shift, mirrored border" => new RandomCropPad(2),
        "shift, black border" => new RandomCropPad(2, PadMode.Zeros),
        "erase" => new RandomErasing(new() { Probability = 1, MinArea = 0.2f }),
        _ => new Lighting(),
    };

    private static DataBlock<int> Block() => new()
    {
        Input = new ImageBlock<int>(Picture, ImageMode.Gray),
        Target = new MaskBlock<int>(Mask, ["out", "in"]),
        MoreTargets =
        [
            new PointBlock<int>(item => new PointsPart([Left(item), Top, Left(item) + 2, Top + 2], Wide, Tall)),
            new BBoxBlock<int>(item => new BoxesPart([Left(item), Top, Left(item) + 2, Top + 2], ["thing"], Wide, Tall)),
        ],
        Splitter = new IndexSplitter([]),
    };

    // Three pixels from each border, so that a shift by two neither cuts the square nor mirrors it.
    private static int Left(int item) => 3 + (item % 3);

    private const int Top = 3;

    /// <summary>Dark with a bright square of two pixels.</summary>
    private static ImagePixels Picture(int item)
    {
        var pixels = new byte[Tall * Wide];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i % Wide;
            int y = i / Wide;
            bool isInside = x >= Left(item) && x < Left(item) + 2 && y >= Top && y < Top + 2;
            pixels[i] = (byte)(isInside ? 200 + item : (i + item) % 60);
        }

        return new ImagePixels(pixels, Tall, Wide, 1);
    }

    private static ImagePixels Mask(int item) => new(Array.ConvertAll(Picture(item).Pixels.ToArray(), value => (byte)(value > 127 ? 1 : 0)), Tall, Wide, 1);

    private static ImagePixels Double(ImagePixels image)
    {
        var pixels = new byte[image.Height * image.Width * 4];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i % (2 * image.Width) / 2;
            int y = i / (2 * image.Width) / 2;
            pixels[i] = image.Pixels.Span[(y * image.Width) + x];
        }

        return new ImagePixels(pixels, 2 * image.Height, 2 * image.Width, 1);
    }

    private static float Share(int pixel, int size) => (2f * pixel / size) - 1;

    private static void Near(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

    private static void WithBatch(DataBlock<int> block, Action<Batch> check)
    {
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, Items)], new DataLoaderOptions { BatchSize = Items, Workers = 0 });
        using EpochReader batches = data.Train.InOrder().Read();
        Assert.True(batches.MoveNext());
        check(batches.Current);
        batches.Current.Release();
    }
}
