using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>MixUp and CutMix: what is mixed, in which shares, and the loss that follows, all read off batches whose items are known by their values.</summary>
[Collection("memory pool")]
public sealed class MixedSampleTests
{
    private const int Train = 64;
    private const int Items = 72;
    private const int Height = 10;
    private const int Width = 16;

    private static readonly DataLoaderOptions s_options = new() { BatchSize = 8, Workers = 0 };

    [Fact]
    public void MixUp_has_a_share_for_each_item_of_at_least_one_half_and_mixes_the_losses_of_classes()
    {
        Watch watch = Run(new MixUp(), OneHots(Classes()));
        Assert.Equal(8, watch.Trained.Count);
        foreach (Seen batch in watch.Trained)
        {
            Mixture[] rows = ReadMixtures(batch);
            Assert.Equal(batch.Items.Order(), rows.Select(row => row.Partner).Order());
            double expected = rows.Select((row, i) => (row.Share * CrossEntropy(batch, i, row.Own % 3)) + ((1 - row.Share) * CrossEntropy(batch, i, row.Partner % 3))).Average();
            Assert.Equal(expected, batch.Loss, 1e-5);
            Assert.True(rows.Select(row => row.Share).Distinct().Count() > 4, "one share for all");
        }
    }

    [Fact]
    public void MixUp_mixes_numbers_themselves()
    {
        Watch watch = Run(new MixUp(), OneHots(Numbers(1)), new MseLoss());
        foreach (Seen batch in watch.Trained)
        {
            Mixture[] rows = ReadMixtures(batch);
            Assert.Equal(rows.Select((row, i) => Squared(batch.Prediction[i], row, 1)).Average(), batch.Loss, 1e-5);
        }
    }

    [Fact]
    public void MixUp_and_CutMix_leave_validation_alone()
    {
        foreach (Callback callback in (Callback[])[new MixUp(), new CutMix()])
        {
            bool cuts = callback is CutMix;
            Watch watch = Run(callback, cuts ? Pictures() : OneHots(Classes()));
            Seen batch = Assert.Single(watch.Validated);
            int length = batch.Input.Length / batch.Items.Length;
            for (int row = 0; row < batch.Items.Length; row++)
            {
                int item = batch.Items[row];
                float[] expected = cuts ? [.. Enumerable.Repeat(Gray(item), length)] : OneHot(item);
                Assert.Equal(expected, batch.Input[(row * length)..((row + 1) * length)]);
            }

            Assert.Equal(batch.Items.Select((item, row) => CrossEntropy(batch, row, item % 3)).Average(), batch.Loss, 1e-5);
        }
    }

    [Fact]
    public void CutMix_cuts_one_box_for_a_batch_and_takes_its_share_from_what_it_really_covers()
    {
        Watch watch = Run(new CutMix(), Pictures(), epochs: 6);
        var boxes = new List<bool[]>();
        foreach (Seen batch in watch.Trained)
        {
            (int[] partners, bool[] box) = ReadCut(batch);
            double kept = 1 - Area(box);
            double expected = batch.Items.Select((item, row) => (kept * CrossEntropy(batch, row, item % 3)) + ((1 - kept) * CrossEntropy(batch, row, partners[row] % 3))).Average();
            Assert.Equal(expected, batch.Loss, 1e-5);
            boxes.Add(box);
        }

        // Boxes of all sizes; each is a rectangle, and some are cut off at the border.
        Assert.True(boxes.Select(box => box.Count(inside => inside)).Distinct().Count() > 15, "all of one size");
        Assert.All(boxes, box => Assert.True(IsRectangle(box)));
        Assert.Contains(boxes, box => box[0] || box[^1]);
    }

    [Fact]
    public void Numbers_of_several_targets_are_all_mixed()
    {
        Watch watch = Run(new MixUp(), OneHots(Numbers(1)) with { MoreTargets = [Numbers(-2)] }, new TwoTargets());
        foreach (Seen batch in watch.Trained)
        {
            Mixture[] rows = ReadMixtures(batch);
            double expected = rows.Select((row, i) => Squared(batch.Prediction[i], row, 1) + Squared(batch.Prediction[i], row, -2)).Average();
            Assert.Equal(expected, batch.Loss, 1e-4);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_classes_and_numbers_together_the_losses_are_mixed(bool classesFirst)
    {
        DataBlock<int> block = classesFirst ? OneHots(Classes()) with { MoreTargets = [Numbers(1)] } : OneHots(Numbers(1)) with { MoreTargets = [Classes()] };
        Watch watch = Run(new MixUp(), block, new TwoTargets());
        foreach (Seen batch in watch.Trained)
        {
            Mixture[] rows = ReadMixtures(batch);
            Assert.Equal(rows.Select((row, i) => (row.Share * Both(batch, i, row.Own)) + ((1 - row.Share) * Both(batch, i, row.Partner))).Average(), batch.Loss, 1e-4);
        }
    }

    [Fact]
    public void CutMix_mixes_several_targets_too()
    {
        Watch watch = Run(new CutMix(), Pictures() with { MoreTargets = [Numbers(1)] }, new TwoTargets());
        foreach (Seen batch in watch.Trained)
        {
            (int[] partners, bool[] box) = ReadCut(batch);
            double kept = 1 - Area(box);
            Assert.Equal(batch.Items.Select((item, row) => (kept * Both(batch, row, item)) + ((1 - kept) * Both(batch, row, partners[row]))).Average(), batch.Loss, 1e-4);
        }
    }

    [Fact]
    public void A_loss_without_a_number_for_each_item_is_refused_with_its_shape()
    {
        var error = Assert.Throws<ShapeException>(() => Run(new MixUp(), OneHots(Classes()), new WholeBatch()));
        Assert.Contains("one loss for each item, [8], when WholeBatch", error.Message);
        Assert.Contains("[]", error.Message);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(3)]
    public void Shares_are_drawn_from_a_beta_distribution(double a)
    {
        // Mean 1/2, variance 1 / (4 (2a + 1)); the bounds are five standard errors or more.
        var stream = new RandomStream(1, "beta");
        double[] draws = [.. Enumerable.Range(0, 20000).Select(_ => BetaDistribution.Next(stream, a))];
        double mean = draws.Average();
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.Equal(0.5, mean, 0.013);
        Assert.Equal(1 / (4 * ((2 * a) + 1)), draws.Average(draw => (draw - mean) * (draw - mean)), 0.004);
    }

    /// <summary>Trains on eight batches of eight an epoch, and validates on one.</summary>
    private static Watch Run(Callback callback, DataBlock<int> block, Loss? loss = null, int epochs = 1)
    {
        var watch = new Watch();
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, Items)], s_options);
        int outputs = block.Target is RegressionBlock<int> && block.MoreTargets is not [CategoryBlock<int>] ? 1 : 3;
        int inputs = data.Train.Dataset.Input.RowShape.ElementCount;
        var learner = new Learner(data, new Sequential(new Flatten(), new Linear(inputs, outputs)).Initialize(1), new LearnerOptions { Loss = loss, LearningRate = 0.01 });
        learner.Fit(epochs, new FitOptions { Callbacks = [watch, callback] });
        return watch;
    }

    private static DataBlock<int> OneHots(Block<int> target) => new()
    {
        Input = new VectorBlock<int>(item => OneHot(item)),
        Target = target,
        Splitter = Split(),
    };

    /// <summary>Every picture has one gray of its own.</summary>
    private static DataBlock<int> Pictures() => new()
    {
        Input = new ImageBlock<int>(item => new ImagePixels(Enumerable.Repeat((byte)(3 * (item + 1)), Height * Width).ToArray(), Height, Width, 1), ImageMode.Gray),
        Target = Classes(),
        Splitter = Split(),
    };

    private static IndexSplitter Split() => new([.. Enumerable.Range(0, Train)], [.. Enumerable.Range(Train, Items - Train)]);

    private static CategoryBlock<int> Classes() => new(item => ((string[])["ant", "bee", "cat"])[item % 3]);

    private static RegressionBlock<int> Numbers(float factor) => new(item => new[] { factor * Number(item) });

    private static float Number(int item) => item / 20f;

    private static float Gray(int item) => 3 * (item + 1) * (1f / 255f);

    private static float[] OneHot(int item)
    {
        var values = new float[Items];
        values[item] = 1;
        return values;
    }

    /// <summary>The two ones of a row say which items it was made of, and in which shares.</summary>
    private static Mixture[] ReadMixtures(Seen batch) => [.. batch.Items.Select((own, row) =>
    {
        float[] input = batch.Input[(row * Items)..((row + 1) * Items)];
        int[] others = [.. Enumerable.Range(0, Items).Where(item => item != own && input[item] != 0)];
        Assert.True(others.Length <= 1, $"{others.Length + 1} items in one");
        Assert.Equal(1, input.Sum(), 1e-6f);
        Assert.InRange(input[own], 0.5f, 1f);
        return new Mixture(own, others.Length == 0 ? own : others[0], input[own]);
    })];

    /// <summary>The item in the box of each row, and which pixels the box has: the same ones in every row.</summary>
    private static (int[] Partners, bool[] Box) ReadCut(Seen batch)
    {
        bool[]? box = null;
        int[] partners = [.. batch.Items];
        for (int row = 0; row < batch.Items.Length; row++)
        {
            float own = Gray(batch.Items[row]);
            float[] pixels = batch.Input[(row * Height * Width)..((row + 1) * Height * Width)];
            float[] others = [.. pixels.Where(pixel => pixel != own).Distinct()];
            if (others.Length == 0)
            {
                continue;
            }

            float other = Assert.Single(others);
            partners[row] = Assert.Single(batch.Items, item => Gray(item) == other);
            bool[] replaced = [.. pixels.Select(pixel => pixel != own)];
            Assert.Equal(box ??= replaced, replaced);
        }

        return (partners, box ?? new bool[Height * Width]);
    }

    private static double Area(bool[] box) => box.Count(inside => inside) / (double)box.Length;

    /// <summary>What <see cref="TwoTargets"/> gives for one row and the class and the number of one item.</summary>
    private static double Both(Seen batch, int row, int item) => CrossEntropy(batch, row, item % 3) + Squared(batch.Prediction[row * 3], new Mixture(item, item, 1), 1);

    private static double CrossEntropy(Seen batch, int row, int answer)
    {
        double[] scores = [.. batch.Prediction[(row * 3)..((row * 3) + 3)]];
        return Math.Log(scores.Sum(Math.Exp)) - scores[answer];
    }

    private static double Squared(double prediction, Mixture row, double factor)
    {
        double target = factor * ((row.Share * Number(row.Own)) + ((1 - row.Share) * Number(row.Partner)));
        return (prediction - target) * (prediction - target);
    }

    private static bool IsRectangle(bool[] box)
    {
        int[] inside = [.. Enumerable.Range(0, box.Length).Where(place => box[place])];
        return inside.Length == 0 || inside.Length == (inside.Max(Row) - inside.Min(Row) + 1) * (inside.Max(Column) - inside.Min(Column) + 1);

        static int Row(int place) => place / Width;
        static int Column(int place) => place % Width;
    }

    private sealed record Mixture(int Own, int Partner, double Share);

    private sealed record Seen(int[] Items, float[] Input, double[] Prediction, double Loss);

    /// <summary>Keeps each batch as the model saw it, and the loss that it got.</summary>
    private sealed class Watch : Callback
    {
        public List<Seen> Trained { get; } = [];

        public List<Seen> Validated { get; } = [];

        public override int Order => 200;

        public override void AfterLoss(LoopState state)
        {
            double[] prediction = [.. state.Prediction!.ToArray<float>()];
            (state.IsTraining ? Trained : Validated).Add(new Seen(state.Batch.Indices.ToArray(), state.Batch.Input.ToArray<float>(), prediction, state.Loss));
        }
    }

    /// <summary>Classes are judged by cross-entropy, numbers by the squared difference to the first output.</summary>
    private sealed class TwoTargets : Loss
    {
        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) => target.DType == DType.Int64
            ? new CrossEntropyLoss().Compute(prediction, target, reduction)
            : new MseLoss().Compute(prediction.Narrow(1, 0, 1), target, reduction);

        public override Tensor Compute(Tensor prediction, IReadOnlyList<Tensor> targets, Reduction reduction = Reduction.Mean) =>
            Compute(prediction, targets[0], reduction) + Compute(prediction, targets[1], reduction);

        public override Tensor Activation(Tensor prediction) => prediction;

        public override Tensor Decode(Tensor prediction) => prediction;
    }

    /// <summary>Gives the mean whatever is asked for.</summary>
    private sealed class WholeBatch : Loss
    {
        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) => new CrossEntropyLoss().Compute(prediction, target);

        public override Tensor Activation(Tensor prediction) => prediction;

        public override Tensor Decode(Tensor prediction) => prediction;
    }
}
