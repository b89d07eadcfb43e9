using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Bounding boxes: what the blocks write, how transforms move them, what is left out.</summary>
[Collection("memory pool")]
public sealed class BoxTests
{
    private const int Wide = 40;
    private const int Tall = 20;

    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    [Fact]
    public void Boxes_become_shares_and_zeros_stand_behind_them()
    {
        DataLoaders data = Block().DataLoaders([0, 1, 2, 3], s_options);
        Assert.Equal([2, 4], data.Train.Dataset.Target!.RowShape.ToArray());
        Assert.Equal(["#na#", "cat", "dog"], data.Train.Dataset.Targets[1].Vocab);
        Batch batch = First(data.Valid);
        Assert.Equal([-1, -1, -0.5f, 0, 0, -0.5f, 1, 1], batch.TargetParts[0].Memory.ToArray<float>());
        Assert.Equal([2, 1], batch.TargetParts[1].Memory.ToArray<long>());
        batch.Release();

        Batch train = First(data.Train.InOrder());
        Assert.Equal([0, -0.5f, 1, 1, 0, 0, 0, 0], train.TargetParts[0].Memory.ToArray<float>()[..8]);
        Assert.Equal([1, 0], train.TargetParts[1].Memory.ToArray<long>()[..2]);
        DecodedPart decoded = train.TargetParts[0].Column.Decode(train.TargetParts[0].Memory, 0);
        Assert.Equal("1 box", decoded.Text);
        Assert.Equal([0, -0.5f, 1, 1], decoded.Boxes);
        Assert.Equal("cat", train.TargetParts[1].Column.Decode(train.TargetParts[1].Memory, 0).Text);
        train.Release();
    }

    [Fact]
    public void A_crop_cuts_boxes_off_and_leaves_out_those_of_which_nothing_remains()
    {
        // The center, 20 pixels wide: the box from 0 to 10 is gone, the one from 20 to 40 is cut at 30.
        foreach (DataBlock<int> block in (DataBlock<int>[])
        [
            Block() with { ItemTransforms = [new CropPad(20)] },
            Block() with { BatchTransforms = [new SpatialAugment([new RandomResizedCropBatch(new() { MinRatio = 1, MaxRatio = 1 })], new() { Size = 20 })] },
        ])
        {
            Batch batch = First(block.DataLoaders([0, 1, 2, 3], s_options).Valid);
            float[] boxes = batch.TargetParts[0].Memory.ToArray<float>();
            float[] expected = [0, -0.5f, 1, 1, 0, 0, 0, 0];
            Assert.All(expected.Zip(boxes), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            Assert.Equal([1, 0], batch.TargetParts[1].Memory.ToArray<long>());
            batch.Release();
        }
    }

    [Theory]
    [InlineData(ImageOrientation.Normal)]
    [InlineData(ImageOrientation.FlipHorizontal)]
    [InlineData(ImageOrientation.Rotate180)]
    [InlineData(ImageOrientation.FlipVertical)]
    [InlineData(ImageOrientation.Transpose)]
    [InlineData(ImageOrientation.Rotate90)]
    [InlineData(ImageOrientation.Transverse)]
    [InlineData(ImageOrientation.Rotate270)]
    public void Boxes_follow_their_corners_through_every_symmetry(ImageOrientation orientation)
    {
        var boxes = new BoxesPart([3, 5, 12, 9], ["cat"], Wide, Tall);
        var corners = new PointsPart([3, 5, 12, 5, 12, 9, 3, 9], Wide, Tall);
        boxes.Turn(orientation);
        corners.Turn(orientation);
        float[] x = [.. corners.Points.Where((_, i) => i % 2 == 0)];
        float[] y = [.. corners.Points.Where((_, i) => i % 2 == 1)];
        Assert.Equal([x.Min(), y.Min(), x.Max(), y.Max()], boxes.Boxes);
        Assert.Equal((corners.Width, corners.Height), (boxes.Width, boxes.Height));
    }

    [Fact]
    public void A_moved_box_is_the_smallest_around_the_moved_pixels()
    {
        const int Side = 48;
        const int Size = 40;
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(item => Rectangle(item, Side), ImageMode.Gray),
            Target = new MaskBlock<int>(item => Rectangle(item, Side), ["out", "in"]),
            MoreTargets = [new BBoxBlock<int>(item => Around(item, Side)), new BBoxLblBlock<int>(item => Around(item, Side))],
            BatchTransforms = [.. AugTransforms.Create(new() { Size = Size, MinScale = 0.6, MaxLighting = 0, Mult = 2, Pad = PadMode.Zeros })],
            Splitter = new IndexSplitter([0]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 65)], s_options with { BatchSize = 64 });
        int whole = 0;
        int gone = 0;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            foreach (Batch batch in data.Train.Read(epoch))
            {
                long[] mask = batch.TargetParts[0].Memory.ToArray<long>();
                float[] boxes = batch.TargetParts[1].Memory.ToArray<float>();
                long[] labels = batch.TargetParts[2].Memory.ToArray<long>();
                for (int i = 0; i < batch.Count; i++)
                {
                    int[] inside = [.. Enumerable.Range(0, Size * Size).Where(p => mask[(i * Size * Size) + p] == 1)];
                    if (inside.Length == 0)
                    {
                        gone += labels[i] == 0 ? 1 : 0;
                        continue;
                    }

                    Assert.Equal(1, labels[i]);
                    float[] edges = [.. boxes[(i * 4)..((i * 4) + 4)].Select(share => (share + 1) / 2 * Size)];
                    float[] expected = [inside.Min(p => p % Size), inside.Min(p => p / Size), inside.Max(p => p % Size) + 1, inside.Max(p => p / Size) + 1];
                    float[] outside = [expected[0] - edges[0], expected[1] - edges[1], edges[2] - expected[2], edges[3] - expected[3]];

                    // Where the border cuts, the box of the moved corners may be larger than what remains of them.
                    bool isWhole = edges.All(edge => edge is > 0 and < Size);
                    Assert.All(outside, distance => Assert.InRange(distance, -1f, isWhole ? 2f : Size));
                    whole += isWhole ? 1 : 0;
                }

                batch.Release();
            }
        }

        Assert.True(whole > 50 && gone > 0, $"{whole} whole boxes, {gone} gone");
    }

    [Fact]
    public void Boxes_that_are_none_are_refused_with_their_numbers()
    {
        Assert.Contains("5 numbers for 1 label", Assert.Throws<HoneDataException>(() => new BoxesPart([1, 2, 3, 4, 5], ["cat"], 9, 9)).Message);
        Assert.Contains("5, 2, 3, 4 for box 0", Assert.Throws<HoneDataException>(() => new BoxesPart([5, 2, 3, 4], ["cat"], 9, 9)).Message);
        Assert.Contains("NaN", Assert.Throws<HoneDataException>(() => new BoxesPart([1, 2, float.NaN, 4], ["cat"], 9, 9)).Message);
        var unknown = Block() with { MoreTargets = [new BBoxLblBlock<int>(Boxes, ["cat"])] };
        HoneDataException error = Assert.Throws<HoneDataException>(() => unknown.DataLoaders([0, 1, 2, 3], s_options));
        Assert.Contains("\"dog\"", error.Message);
        Assert.Contains("#na#, cat", error.Message);
        var broken = Block() with { Target = new BBoxBlock<int>(item => new BoxesPart([1, 2], ["cat"], item, 9)) };
        Assert.Contains("2 numbers for 1 label", Assert.Throws<HoneDataException>(() => broken.DataLoaders([0, 1, 2, 3], s_options)).Message);
        Assert.Contains("3 boxes", Assert.Throws<HoneDataException>(() => BoxReading.RequireRoom(3, 2, "boxes")).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_and_overlap_count_the_boxes_that_are_there_however_many_rows_are_filled_up(bool isFilledUp)
    {
        int rows = isFilledUp ? 3 : 2;
        float[] target = new float[2 * rows * 4];
        float[] guess = new float[2 * rows * 4];
        Array.Fill(guess, 0.7f);
        new float[] { -1, -1, 0, 0, 0, 0, 1, 1 }.CopyTo(target, 0);
        new float[] { -1, -1, 0, 0.5f, 0, 0, 0.5f, 1 }.CopyTo(guess, 0);
        Tensor prediction = Tensor.From<float>(guess, [2, rows * 4]);
        Tensor right = Tensor.From<float>(target, [2, rows, 4]);
        var loss = new BoxL1Loss();

        // Edges are off by 0.5 twice in eight; the boxes overlap by 1 / 1.5 and by 0.5 / 1; the second item has none.
        Assert.Equal(1f / 8, loss.Compute(prediction, right).Item(), 1e-6f);
        Assert.Equal(1f, loss.Compute(prediction, right, Reduction.Sum).Item(), 1e-6f);
        Assert.Equal([1f / 8, 0], loss.Compute(prediction, [right, Tensor.Zeros([2, rows], DType.Int64)], Reduction.None).ToArray<float>());
        var overlap = new MeanBoxIoU();
        Assert.True(double.IsNaN(overlap.Value));
        overlap.Update(prediction, right);
        Assert.Equal(((1 / 1.5) + 0.5) / 2, overlap.Value, 1e-6);
        Assert.Equal(2, overlap.Count);

        ShapeException error = Assert.Throws<ShapeException>(() => loss.Compute(Tensor.Zeros([2, 5]), right));
        Assert.Contains("[2, 5]", error.Message);
        Assert.Contains($"[2, {rows}, 4]", error.Message);
        Assert.Contains("box_iou", Assert.Throws<ShapeException>(() => overlap.Update(Tensor.Zeros([3, 4]), right)).Message);
    }

    [Fact]
    public void A_model_learns_where_the_object_is()
    {
        const int Side = 16;
        BoxesPart Place(int item)
        {
            int x = item * 5 % 9;
            int y = item * 7 % 10;
            return new BoxesPart([x, y, x + 6, y + 5], ["thing"], Side, Side);
        }

        ImagePixels Picture(int item)
        {
            float[] box = Place(item).Boxes;
            var pixels = new byte[Side * Side];
            for (int y = (int)box[1]; y < box[3]; y++)
            {
                pixels.AsSpan((y * Side) + (int)box[0], 6).Fill(255);
            }

            return new ImagePixels(pixels, Side, Side, 1);
        }

        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(Picture, ImageMode.Gray),
            Target = new BBoxBlock<int>(Place),
            MoreTargets = [new BBoxLblBlock<int>(Place)],
            Splitter = new RandomSplitter(0.2, seed: 1),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 90)], s_options with { BatchSize = 8 });
        Module model = new Sequential(new Flatten(), new Linear(Side * Side, 32), new ReLU(), new Linear(32, 4)).Initialize(seed: 3);
        var learner = new Learner(data, model, new() { Metrics = [new MeanBoxIoU()] });
        Assert.IsType<BoxL1Loss>(learner.Loss);
        learner.FitOneCycle(30, 1e-2);
        Assert.InRange(learner.Recorder.Epochs[^1].Metrics[0].Value, 0.7, 1);
        Assert.Equal([1, 4], learner.Data.Train.Dataset.Target!.RowShape.ToArray());
        Assert.Equal(4, learner.ShowResults(2).Samples[0].Prediction!.Boxes.Count);
    }

    private static DataBlock<int> Block() => new()
    {
        Input = new ImageBlock<int>(_ => new ImagePixels(new byte[Wide * Tall], Tall, Wide, 1), ImageMode.Gray),
        Target = new BBoxBlock<int>(Boxes),
        MoreTargets = [new BBoxLblBlock<int>(Boxes)],
        Splitter = new IndexSplitter([3]),
    };

    /// <summary>Item 2 and 3 have a dog on the left and a cat on the right, the others the cat alone.</summary>
    private static BoxesPart Boxes(int item) => item < 2
        ? new BoxesPart([20, 5, 40, 20], ["cat"], Wide, Tall)
        : new BoxesPart([0, 0, 10, 10, 20, 5, 40, 20], ["dog", "cat"], Wide, Tall);

    private static Batch First(DataLoader loader)
    {
        using EpochReader batches = loader.Read();
        Assert.True(batches.MoveNext());
        return batches.Current;
    }

    private static BoxesPart Around(int item, int side) => new([X(item), Y(item), X(item) + 9, Y(item) + 7], ["thing"], side, side);

    private static ImagePixels Rectangle(int item, int side)
    {
        var pixels = new byte[side * side];
        for (int y = Y(item); y < Y(item) + 7; y++)
        {
            pixels.AsSpan((y * side) + X(item), 9).Fill(1);
        }

        return new ImagePixels(pixels, side, side, 1);
    }

    private static int X(int item) => 2 + (item * 7 % 35);

    private static int Y(int item) => 2 + (item * 11 % 37);
}
