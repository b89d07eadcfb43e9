using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Masks, points, several labels, numbers: what a block writes, what it refuses, and what comes back when it is shown.</summary>
public sealed class PictureTargetTests
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    [Fact]
    public void A_mask_becomes_class_indices_and_comes_back_when_shown()
    {
        DataLoaders data = Block(new MaskBlock<int>(Mask, ["sky", "road", "car"])).DataLoaders(Items(12), s_options);
        foreach (Batch batch in data.Valid.Read())
        {
            Assert.Equal("[2, 4, 3]", batch.Target!.Shape.ToString());
            Assert.Equal(DType.Int64, batch.Target.DType);
            int item = batch.Indices[0];
            Assert.Equal((item + 1) % 3, batch.Target.ToArray<long>()[1]);
            ImageData shown = batch.TargetParts[0].Column.Decode(batch.TargetParts[0].Memory, 0).Mask!;
            Assert.Equal(Mask(item).Pixels.ToArray(), shown.Pixels);
            batch.Release();
        }
    }

    [Fact]
    public void A_code_outside_of_the_classes_is_an_error_with_item_and_place()
    {
        DataLoaders data = Block(new MaskBlock<int>(Mask, ["sky", "road"])).DataLoaders(Items(12), s_options);
        var error = Assert.Throws<HoneDataException>(() =>
        {
            foreach (Batch batch in data.Train.Read())
            {
                batch.Release();
            }
        });
        Assert.Contains("Got 2 at x", error.Message);
        Assert.Contains("2 classes", error.Message);
        Assert.Contains("stage mask", error.Message);
    }

    [Fact]
    public void An_ignored_code_is_allowed_and_left_out_of_the_loss()
    {
        var block = new MaskBlock<int>(Mask, ["sky", "road"], ignoredCode: 2);
        DataLoaders data = Block(block).DataLoaders(Items(12), s_options);
        Assert.Equal(2, data.Train.Dataset.Target!.IgnoredIndex);
        foreach (Batch batch in data.Train.Read())
        {
            Assert.Contains(2L, batch.Target!.ToArray<long>());
            batch.Release();
        }
    }

    [Fact]
    public void The_loss_of_masks_is_cross_entropy_over_the_classes_of_each_pixel()
    {
        // Two classes for 2x2 pixels: any axis would fit, only the first behind the batch is right.
        string[] codes = ["sky", "road"];
        int[] items = [0, 1];
        Loss loss = new MaskBlock<int>(Mask, codes).Bind(new BoundItems<int>(items, ["0", "1"], new DataSplit(items, [], []))).DefaultLoss!;
        Assert.IsType<CrossEntropyLoss>(loss);
        float[] sky = [1, 2, 3, 4];
        float[] road = [0.5f, -1, 5, 4];
        Tensor scores = Tensor.From<float>([.. sky, .. road], [1, 2, 2, 2]);
        long[] answers = [0, 1, 1, 0];
        double expected = answers.Select((answer, i) => Math.Log(Math.Exp(sky[i]) + Math.Exp(road[i])) - (answer == 0 ? sky[i] : road[i])).Average();
        Assert.Equal(expected, loss.Compute(scores, Tensor.From<long>(answers, [1, 2, 2])).Item(), 1e-6);
    }

    [Fact]
    public void Points_become_shares_of_their_image()
    {
        PointsPart Corner(int item) => new([0, 0, 3, 4, 1.5f, 1], width: 3, height: 4);
        DataLoaders data = Block(new PointBlock<int>(Corner)).DataLoaders(Items(12), s_options);
        foreach (Batch batch in data.Valid.Read())
        {
            Assert.Equal("[2, 3, 2]", batch.Target!.Shape.ToString());
            Assert.Equal([-1f, -1f, 1f, 1f, 0f, -0.5f], batch.Target.ToArray<float>()[..6]);
            batch.Release();
        }

        Assert.IsType<MseLoss>(data.Train.Dataset.Target!.DefaultLoss);
    }

    [Fact]
    public void Items_with_another_number_of_points_are_named()
    {
        PointsPart Odd(int item) => new(item == 7 ? [1, 1] : [1, 1, 2, 2], 3, 4);
        DataLoaders data = Block(new PointBlock<int>(Odd)).DataLoaders(Items(12), s_options with { DropLast = false });
        var error = Assert.Throws<HoneDataException>(() =>
        {
            foreach (DataLoader loader in new[] { data.Train.InOrder(), data.Valid })
            {
                foreach (Batch batch in loader.Read())
                {
                    batch.Release();
                }
            }
        });
        Assert.Contains("item 7", error.Message);
        Assert.Contains("as the first, 2 in", error.Message);
    }

    [Fact]
    public void Points_that_are_not_finite_are_refused_with_their_position()
    {
        var error = Assert.Throws<HoneDataException>(() => new PointsPart([1, 2, float.NaN, 0], 3, 4));
        Assert.Contains("NaN at position 2", error.Message);
    }

    [Fact]
    public void Several_labels_become_ones_and_an_item_may_have_none()
    {
        IReadOnlyList<string> Labels(int item) => item % 3 == 0 ? [] : item % 3 == 1 ? ["tree"] : ["car", "tree"];
        DataBlock<int> block = Block(new MultiCategoryBlock<int>(Labels));
        DataLoaders data = block with { Splitter = new IndexSplitter([1, 2, 3, 4], [0, 5, 7]) } is { } split ? split.DataLoaders(Items(8), s_options) : null!;
        Assert.Equal(["car", "tree"], data.Vocab);
        foreach (Batch batch in data.Valid.Read())
        {
            Assert.Equal([0f, 0f, 1f, 1f, 0f, 1f], batch.Target!.ToArray<float>());
            Assert.Equal("car, tree", batch.TargetParts[0].Column.Decode(batch.TargetParts[0].Memory, 1).Text);
            batch.Release();
        }

        Assert.IsType<BceWithLogitsLoss>(data.Train.Dataset.Target!.DefaultLoss);
    }

    [Fact]
    public void A_label_that_training_does_not_have_names_item_and_label()
    {
        DataBlock<int> block = Block(new MultiCategoryBlock<int>(item => item == 5 ? ["bus"] : ["car"])) with { Splitter = new IndexSplitter([0, 1], [5]) };
        var error = Assert.Throws<HoneDataException>(() => block.DataLoaders(Items(6), s_options));
        Assert.Contains("\"bus\"", error.Message);
        Assert.Contains("item 5", error.Message);
    }

    [Fact]
    public void Numbers_are_checked_when_the_loaders_are_made()
    {
        DataLoaders data = Block(new RegressionBlock<int>(item => new float[] { item, -item }, 2)).DataLoaders(Items(12), s_options);
        foreach (Batch batch in data.Valid.Read())
        {
            Assert.Equal([batch.Indices[0], -batch.Indices[0]], batch.Target!.ToArray<float>()[..2]);
            batch.Release();
        }

        DataBlock<int> bad = Block(new RegressionBlock<int>(item => new[] { item == 3 ? float.NaN : 1 }));
        Assert.Contains("item 3", Assert.Throws<HoneDataException>(() => bad.DataLoaders(Items(12))).Message);
    }

    [Fact]
    public void Item_transforms_see_picture_and_target_together_and_set_the_row_shape()
    {
        DataBlock<int> block = Block(new MaskBlock<int>(Mask, ["sky", "road", "car"])) with { ItemTransforms = [new TopRows(2)] };
        DataLoaders data = block.DataLoaders(Items(12), s_options);
        Assert.Equal("[1, 2, 3]", data.Train.Dataset.Input.RowShape.ToString());
        foreach (Batch batch in data.Valid.Read())
        {
            Assert.Equal("[2, 1, 2, 3]", batch.Input.Shape.ToString());
            Assert.Equal("[2, 2, 3]", batch.Target!.Shape.ToString());
            batch.Release();
        }

        Assert.Contains("TopRows(2)", block.Summary(Items(12)).ToString());
    }

    [Fact]
    public void Pictures_of_several_sizes_ask_for_a_resize()
    {
        ImagePixels Growing(int item) => new(new byte[(4 + item) * 3], 4 + item, 3, 1);
        var block = new DataBlock<int> { Input = new ImageBlock<int>(Growing, ImageMode.Gray), Target = new CategoryBlock<int>(_ => "one"), Splitter = new IndexSplitter([0, 1, 2], [3]) };
        DataLoaders data = block.DataLoaders(Items(4), s_options);
        var error = Assert.Throws<HoneDataException>(() =>
        {
            foreach (Batch batch in data.Valid.Read())
            {
                batch.Release();
            }
        });
        Assert.Contains("4x3 in 0", error.Message);
        Assert.Contains("7x3", error.Message);
        Assert.Contains("Resize", error.Message);
    }

    [Fact]
    public void A_model_with_two_inputs_learns_from_a_block_with_two_inputs()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(item => new float[] { item % 2 }),
            MoreInputs = [new VectorBlock<int>(item => new float[] { item / 2 % 2 })],
            Target = new CategoryBlock<int>(item => item % 2 == item / 2 % 2 ? "same" : "different"),
        };
        DataLoaders data = block.DataLoaders(Items(64), s_options with { BatchSize = 8 });
        var model = new TwoInputs();
        model.Initialize(1);
        var learner = new Learner(data, model, new() { Metrics = [new Accuracy()], LearningRate = 0.05 });
        learner.Fit(20);
        Assert.Equal(1, learner.Validate().Metrics[0].Value);
    }

    [Fact]
    public void A_model_with_one_input_refuses_two()
    {
        var linear = new Linear(1, 1);
        linear.Initialize(1);
        var error = Assert.Throws<ShapeException>(() => linear.Forward([Tensor.Ones([2, 1]), Tensor.Ones([2, 3])]));
        Assert.Contains("one input", error.Message);
        Assert.Contains("[2, 3]", error.Message);
    }

    [Fact]
    public void A_loss_for_one_target_refuses_two()
    {
        var error = Assert.Throws<HoneException>(() => new MseLoss().Compute(Tensor.Ones([2, 1]), [Tensor.Ones([2, 1]), Tensor.Ones([2])]));
        Assert.Contains("2 targets", error.Message);
    }

    [Fact]
    public void A_batch_is_shown_with_its_targets_as_pictures_and_as_text()
    {
        DataBlock<int> block = Block(new MaskBlock<int>(Mask, ["sky", "road", "car"])) with { BatchTransforms = [new Normalize()] };
        DataLoaders data = block.DataLoaders(Items(12), s_options);
        BatchView view = data.Valid.ShowBatch(maxSamples: 2);
        Assert.Equal(2, view.Samples.Count);
        int item = int.Parse(view.Samples[0].Id, System.Globalization.CultureInfo.InvariantCulture);
        byte[] seen = view.Samples[0].Inputs[0].Image!.Pixels;
        Assert.Equal(Picture(item).Pixels.ToArray(), seen);
        Assert.Contains("<svg", view.ToGrid().ToSvg());
        Assert.Contains(view.Samples[0].Id, view.ToString());
    }

    [Fact]
    public void Unique_shows_one_item_several_times()
    {
        DataLoaders data = Block(new CategoryBlock<int>(_ => "one")).DataLoaders(Items(12), s_options);
        BatchView view = data.Train.ShowBatch(maxSamples: 3, unique: true);
        Assert.Equal(3, view.Samples.Count);
        Assert.Single(view.Samples.Select(sample => sample.Id).Distinct());
    }

    [Fact]
    public void Results_carry_answers_and_losses()
    {
        DataLoaders data = Block(new CategoryBlock<int>(item => item % 2 == 0 ? "even" : "odd")).DataLoaders(Items(12), s_options);
        var model = new Sequential(new Flatten(), new Linear(12, 2));
        model.Initialize(1);
        BatchView view = new Learner(data, model).ShowResults(2);
        Assert.All(view.Samples, sample => Assert.True(sample.Loss > 0));
        Assert.All(view.Samples, sample => Assert.Contains(sample.Prediction!.Text, (string[])["even", "odd"]));
        Assert.Contains("answer", view.ToString());
    }

    private static DataBlock<int> Block(Block<int> target) => new()
    {
        Input = new ImageBlock<int>(Picture, ImageMode.Gray),
        Target = target,
        Splitter = new RandomSplitter(seed: 1),
    };

    private static int[] Items(int count) => [.. Enumerable.Range(0, count)];

    private static ImagePixels Picture(int item) => new(Fill(item, 20), 4, 3, 1);

    private static ImagePixels Mask(int item) => new(Fill(item, 3), 4, 3, 1);

    private static byte[] Fill(int item, int modulus) => [.. Enumerable.Range(0, 12).Select(place => (byte)((item + place) % modulus))];

    /// <summary>Keeps the first rows of every picture.</summary>
    private sealed class TopRows(int rows) : ItemTransform
    {
        public override int Order => 1;

        public override void Apply(Sample sample, RandomStream random)
        {
            foreach (SamplePart? part in sample.Parts)
            {
                if (part is ImagePart image)
                {
                    image.Pixels = Cut(image.Pixels);
                }
                else if (part is MaskPart mask)
                {
                    mask.Codes = Cut(mask.Codes);
                }
            }
        }

        public override string ToString() => $"TopRows({rows})";

        private ImagePixels Cut(ImagePixels pixels) => pixels with { Pixels = pixels.Pixels[..(rows * pixels.Width * pixels.Channels)], Height = rows };
    }

    private sealed class TwoInputs : Module
    {
        private readonly Sequential _layers;

        public TwoInputs() => _layers = Register("layers", new Sequential(new Linear(2, 16), new ReLU(), new Linear(16, 2)));

        protected override Tensor Compute(Tensor x) => _layers.Forward(x);

        protected override Tensor ComputeAll(IReadOnlyList<Tensor> inputs) => Compute(Tensor.Cat([.. inputs], 1));
    }
}
