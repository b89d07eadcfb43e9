using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Symmetries that follow from the number of the pass: each pass its own, all items alike, and test-time augmentation with them takes away what depends on the side.</summary>
[Collection("memory pool")]
public sealed class DeterministicTests
{
    private const int Side = 6;

    private static readonly DataLoaderOptions s_options = new() { BatchSize = 5, Workers = 0 };

    [Fact]
    public void The_eight_passes_are_the_eight_symmetries_of_the_square()
    {
        DataLoader plain = Plain(SmallImages.Pattern(20, Side, Side, 3));
        DataLoader turned = Turned(plain, new DeterministicDihedral());
        float[] before = First(plain, 0);
        var seen = new List<float[]>();
        for (int pass = 0; pass < 16; pass++)
        {
            float[] after = First(turned, pass);
            int symmetry = pass % 8;
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                (int y, int x) = Math.DivRem(pixel, Side);
                int fromX = (symmetry & 4) == 0 ? x : y;
                int fromY = (symmetry & 4) == 0 ? y : x;
                fromX = (symmetry & 1) == 0 ? fromX : Side - 1 - fromX;
                fromY = (symmetry & 2) == 0 ? fromY : Side - 1 - fromY;
                int from = ((fromY * Side) + fromX) * 3;
                Assert.Equal(before[from..(from + 3)], after[(pixel * 3)..((pixel + 1) * 3)]);
            }

            seen.Add(after);
        }

        Assert.Equal(8, seen.Distinct(EqualityComparer<float[]>.Create((a, b) => a.AsSpan().SequenceEqual(b), _ => 0)).Count());
        Assert.Equal(before, seen[0]);
    }

    [Fact]
    public void Odd_passes_are_mirrored_and_even_ones_are_not()
    {
        ImageSet set = SmallImages.Pattern(20, height: 4, width: 7);
        DataLoader plain = Plain(set);
        DataLoader turned = Turned(plain, new DeterministicFlip());
        float[] before = First(plain, 0);
        Assert.Equal(before, First(turned, 0));
        Assert.Equal(before.Chunk(7).SelectMany(line => line.Reverse()), First(turned, 1));
        Assert.Equal(before, First(turned, 2));
        Assert.Equal(before, First(plain, 1));
    }

    [Fact]
    public void Masks_points_and_boxes_follow_every_symmetry()
    {
        // A rectangle that no symmetry leaves in place: 1 to 3 across, 2 to 7 down of 8, and a point in the middle of pixel (1, 2).
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(_ => Rectangle(255), ImageMode.Gray),
            Target = new MaskBlock<int>(_ => Rectangle(1), ["out", "in"]),
            MoreTargets = [new PointBlock<int>(_ => new PointsPart([1.5f, 2.5f], 8, 8)), new BBoxBlock<int>(_ => Box()), new BBoxLblBlock<int>(_ => Box())],
            BatchTransforms = [new DeterministicDihedral()],
            Splitter = new IndexSplitter([0]),
        };
        DataLoader train = block.DataLoaders([0, 1, 2], s_options).Train;
        var places = new HashSet<(float, float)>();
        for (int pass = 0; pass < 8; pass++)
        {
            using EpochReader batches = train.Read(pass);
            Assert.True(batches.MoveNext());
            Batch batch = batches.Current;
            float[] image = batch.InputMemory.ToArray<float>()[..64];
            long[] mask = batch.TargetParts[0].Memory.ToArray<long>()[..64];
            float[] point = batch.TargetParts[1].Memory.ToArray<float>()[..2];
            float[] box = batch.TargetParts[2].Memory.ToArray<float>()[..4];
            int[] inside = [.. Enumerable.Range(0, 64).Where(i => mask[i] == 1)];
            Assert.Equal(10, inside.Length);
            Assert.All(Enumerable.Range(0, 64), i => Assert.Equal(mask[i], image[i]));
            Assert.Equal([inside.Min(i => i % 8), inside.Min(i => i / 8), inside.Max(i => i % 8) + 1, inside.Max(i => i / 8) + 1], box.Select(share => (share + 1) * 4));

            // The point stands on a corner of the rectangle: its pixel is inside, and at two of its borders.
            (float x, float y) = ((point[0] + 1) * 4, (point[1] + 1) * 4);
            Assert.Contains(((int)y * 8) + (int)x, inside);
            Assert.Contains(x - 0.5f, new[] { (box[0] + 1) * 4, ((box[2] + 1) * 4) - 1 });
            Assert.Contains(y - 0.5f, new[] { (box[1] + 1) * 4, ((box[3] + 1) * 4) - 1 });
            places.Add((x, y));
            batch.Release();
        }

        Assert.Equal(8, places.Count);
    }

    [Fact]
    public void Test_time_augmentation_takes_each_symmetry_once()
    {
        // The model sees nothing but the pixel at the top left, so a symmetry shows it a corner: each corner twice in eight passes.
        ImageSet set = SmallImages.Pattern(20, Side, Side);
        DataLoader plain = Plain(set);
        DataLoaders data = SmallImages.Loaders(set, s_options);
        var learner = new Learner(data, TopLeft());
        int last = Side - 1;
        int[] corners = [0, last, last * Side, (last * Side) + last];
        float[][] values = [.. data.Valid.Dataset.Indices.ToArray().Select(item => set.Image(item).ToArray().Select(value => value / 255f).ToArray())];

        Predictions once = learner.GetPreds(plain);
        Predictions eight = learner.Tta(Turned(plain, new DeterministicDihedral()), new() { Passes = 8, Beta = 0 });
        Predictions two = learner.Tta(Turned(plain, new DeterministicFlip()), new() { Passes = 2, Beta = 0 });

        for (int i = 0; i < values.Length; i++)
        {
            double[] answers = [.. corners.Select(corner => Sigmoid(5 * values[i][corner]))];
            Assert.Equal(answers[0], once.Row(i)[1], 1e-5);
            Assert.Equal(answers.Average(), eight.Row(i)[1], 1e-5);
            Assert.Equal((answers[0] + answers[1]) / 2, two.Row(i)[1], 1e-5);
        }

        Assert.True(Math.Abs(once.Row(0)[1] - eight.Row(0)[1]) > 1e-3);
    }

    [Fact]
    public void Pictures_that_are_no_squares_are_refused_in_the_first_pass()
    {
        DataLoader turned = Turned(Plain(SmallImages.Pattern(20, height: 4, width: 7)), new DeterministicDihedral());
        var error = Assert.ThrowsAny<HoneException>(() => First(turned, 0));
        Assert.Contains("4x7", error.Message);
    }

    private static Sequential TopLeft()
    {
        Sequential model = new Sequential(new Flatten(), new Linear(Side * Side, 3)).Initialize(seed: 1);
        var weight = new float[3 * Side * Side];
        weight[Side * Side] = 5;
        model.LoadStateDict(new Dictionary<string, Tensor> { ["1.weight"] = Tensor.From<float>(weight, [3, Side * Side]), ["1.bias"] = Tensor.From<float>([0, 0, -100], [3]) });
        return model;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static DataLoader Plain(ImageSet set) => SmallImages.Loaders(set, s_options).Valid;

    private static DataLoader Turned(DataLoader plain, BatchTransform transform) =>
        new(plain.Dataset, plain.Options with { Transforms = [transform, .. plain.Transforms], Augment = true, Shuffle = false });

    /// <summary>The first picture of a pass.</summary>
    private static float[] First(DataLoader loader, int pass)
    {
        using EpochReader batches = loader.Read(pass);
        Assert.True(batches.MoveNext());
        float[] values = batches.Current.InputMemory.ToArray<float>();
        float[] first = values[..(values.Length / batches.Current.Count)];
        batches.Current.Release();
        return first;
    }

    private static ImagePixels Rectangle(byte value)
    {
        var pixels = new byte[64];
        for (int y = 2; y < 7; y++)
        {
            pixels.AsSpan((y * 8) + 1, 2).Fill(value);
        }

        return new ImagePixels(pixels, 8, 8, 1);
    }

    private static BoxesPart Box() => new([1, 2, 3, 7], ["cat"], 8, 8);
}
