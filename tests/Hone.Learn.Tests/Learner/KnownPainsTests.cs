using Hone.Learn.Plots;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Troubles that users of other libraries have reported, each with the answer that Hone gives instead.</summary>
[Collection("memory pool")]
public sealed class KnownPainsTests
{
    [Fact]
    public void Predictions_after_mixing_samples_are_those_of_the_plain_model()
    {
        Learner learner = SmallTraining.Learner();
        learner.Fit(1, new FitOptions { Callbacks = [new MixUp()] });
        learner.Fit(1, new FitOptions { Callbacks = [new CutMix()] });
        Predictions predictions = learner.GetPreds();
        Assert.Equal(Plain(learner, learner.Data.Valid), predictions.Outputs.ToArray());
        Assert.Equal(predictions[3].Probabilities, learner.Predict(learner.Data.Valid, 3).Probabilities, (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(predictions.Losses!.Average(), learner.Validate().Loss, 1e-4);
    }

    [Fact]
    public void Validation_is_normalized_once_with_the_statistics_of_training()
    {
        DataLoaders raw = SmallTraining.Loaders(transforms: [new RandomFlip(0)]);
        DataLoaders data = SmallTraining.Loaders(transforms: [new Normalize(NormalizeSource.TrainingSet)]);
        var normalize = (Normalize)data.Valid.Transforms.Single();
        Assert.Same(normalize, data.Train.Transforms.Single());
        float[] before = Values(raw.Valid);
        float[] expected = [.. before.Select(value => (value - normalize.Mean[0]) / normalize.Std[0])];
        Assert.All(expected.Zip(Values(data.Valid)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

        // Looking at a batch undoes it for the picture alone.
        data.Valid.ShowBatch();
        Assert.All(expected.Zip(Values(data.Valid)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Test_time_augmentation_of_the_shuffled_training_part_keeps_the_order_of_its_items()
    {
        Learner learner = SmallTraining.Learner();
        Predictions plain = learner.GetPreds(learner.Data.Train);
        Predictions augmented = learner.Tta(learner.Data.Train, new TtaOptions { Passes = 2 });
        string[] ids = [.. Enumerable.Range(0, learner.Data.Train.Dataset.Count).Select(learner.Data.Train.Dataset.IdAt)];
        Assert.Equal(400, ids.Length);
        Assert.Equal(ids, plain.Ids);
        Assert.Equal(ids, augmented.Ids);
        Assert.Equal(plain.Targets, augmented.Targets);
    }

    [Fact]
    public void The_worst_items_of_the_training_part_are_a_table_with_identities()
    {
        Learner learner = SmallTraining.Learner();
        learner.Fit(1);
        Predictions predictions = learner.GetPreds(learner.Data.Train);
        IReadOnlyList<TopLoss> worst = new ClassificationInterpretation(predictions).TopLosses(5);
        Assert.Equal(predictions.Losses!.OrderDescending().Take(5), worst.Select(item => item.Loss));
        Assert.All(worst, item => Assert.Equal(predictions.Ids[item.Position], item.Id));
        Assert.All(worst, item => Assert.Equal(predictions.Targets![item.Position], item.Actual));
        Assert.All(worst, item => Assert.Equal(predictions.Row(item.Position)[item.Predicted], item.Probability));

        // The items can be fetched again from the part that they came from, one by one.
        Dataset again = learner.Data.Train.Dataset.Subset([worst[0].Position]);
        Assert.Equal(worst[0].Id, again.IdAt(0));
    }

    [Fact]
    public void A_plain_tensor_is_enough_for_any_loss()
    {
        // No part of a batch is more than a tensor: what it means stays with its column.
        Learner learner = SmallTraining.Learner(options: new LearnerOptions { Loss = new CombinedLoss((0.5, new CrossEntropyLoss()), (0.5, new FocalLoss())) });
        learner.Fit(1);
        Assert.True(double.IsFinite(learner.Recorder.Epochs[0].ValidLoss));
    }

    [Fact]
    public void A_learning_rate_is_looked_for_after_fine_tuning_as_before()
    {
        Learner learner = SmallTraining.Learner(options: new LearnerOptions { Groups = model => [.. ((Sequential)model).Where(layer => layer.Parameters().Any()).Select(layer => new ParameterGroup(layer.Parameters()))] });
        learner.FineTune(1);
        LrFindResult found = learner.LrFind();
        Assert.True(found.Losses.Count > 50);
        Assert.Contains("valley", found.ToString());
        LineChart chart = found.Plot();
        Assert.Equal([found.Valley, found.Slide, found.Minimum, found.Steep], chart.XMarkers.Select(marker => marker.Value));
        Assert.Contains("<svg", chart.ToSvg());
    }

    [Fact]
    public void Losses_and_rates_of_a_fit_are_drawn()
    {
        Learner learner = SmallTraining.Learner();
        learner.FitOneCycle(2, 1e-2);
        int steps = learner.Recorder.Losses.Count;
        LineChart loss = learner.Recorder.PlotLoss();
        Assert.Equal([6.0, steps], [loss.Series[0].X[0], loss.Series[0].X[^1]]);
        Assert.Equal(learner.Recorder.SmoothLoss.Value, loss.Series[0].Y[^1], 1e-9);
        Assert.Equal([steps / 2.0, steps], loss.Series[1].X);
        Assert.Equal(learner.Recorder.Epochs.Select(epoch => epoch.ValidLoss), loss.Series[1].Y);
        LineChart rates = learner.Recorder.PlotSchedule();
        Assert.Equal(learner.Recorder.LearningRates, rates.Series[0].Y);
        Assert.Equal(1e-2, rates.Series[0].Y.Max(), 1e-3);
        LineChart momenta = learner.Recorder.PlotMomentum();
        Assert.Equal(rates.Series[0].Y.Count, momenta.Series[0].Y.Count);
        Assert.Equal(0.95, momenta.Series[0].Y[0], 1e-6);
        Assert.Equal(0.85, momenta.Series[0].Y.Min(), 1e-2);
        Assert.Contains("<svg", loss.ToSvg());
        Assert.Contains("no data", learner.Recorder.PlotLoss(skipStart: 1000).ToSvg());
    }

    [Fact]
    public void A_model_trained_with_functions_of_ones_own_is_served_without_them()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "own.hone");
        string LabelOf(int i) => i % 2 == 0 ? "even" : "odd";
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i % 2, 1 }),
            Target = new CategoryBlock<int>(LabelOf),
            Splitter = new FuncSplitter(id => id.EndsWith('3')),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 40)], new DataLoaderOptions { Workers = 0, BatchSize = 8 });
        var learner = new Learner(data, LogisticRegression.Create(2, 2).Initialize(seed: 1), new LearnerOptions { Loss = new Halved(), Callbacks = [new Silent()] });
        learner.Fit(3, new FitOptions { LearningRate = 0.3 });
        learner.Export(path);

        // Neither the names of the functions nor those of the classes are in the file.
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain(nameof(Halved), text);
        Assert.DoesNotContain(nameof(Silent), text);
        Assert.DoesNotContain(nameof(LabelOf), text);
        Predictor predictor = Predictor.Load(path);
        Assert.Equal(["even", "odd"], new[] { 0f, 1f }.Select(x => predictor.Predict(Tensor.From<float>([x, 1], [2])).Label));
    }

    private sealed class Silent : Callback;

    /// <summary>A loss of one's own, which says how its predictions are read.</summary>
    private sealed class Halved : Loss
    {
        private readonly CrossEntropyLoss _inner = new();

        public override PredictionKind? Kind => PredictionKind.Classes;

        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) => _inner.Compute(prediction, target, reduction) * 0.5;

        public override Tensor Activation(Tensor prediction) => _inner.Activation(prediction);

        public override Tensor Decode(Tensor prediction) => _inner.Decode(prediction);
    }

    private static float[] Plain(Learner learner, DataLoader loader)
    {
        learner.Model.Eval();
        List<float> outputs = [];
        foreach (Batch batch in loader.Read())
        {
            using NoGrad pause = NoGrad.Enter();
            outputs.AddRange(learner.Loss.Activation(learner.Model.Forward(batch.Input)).ToArray<float>());
            batch.Release();
        }

        return [.. outputs];
    }

    private static float[] Values(DataLoader loader)
    {
        List<float> values = [];
        foreach (Batch batch in loader.Read())
        {
            values.AddRange(batch.Input.ToArray<float>());
            batch.Release();
        }

        return [.. values];
    }
}
