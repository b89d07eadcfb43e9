using Hone.Learn.Data;
using Hone.Learn.Plots;
using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class ActivationStatsTests
{
    [Fact]
    public void Every_layer_is_measured_at_the_chosen_training_steps()
    {
        var stats = new ActivationStats(every: 2, withHistogram: true);
        Learner learner = SmallTraining.Learner();

        learner.Fit(1, new FitOptions { Callbacks = [stats] });

        // 400 images in batches of 64 give 6 steps; validation is not looked at.
        Assert.Equal(["0", "1", "2", "3"], stats.Layers.Keys);
        Assert.All(stats.Layers.Values, looks => Assert.Equal([0L, 2, 4], looks.Select(look => look.Step)));
        LayerActivation relu = stats.Layers["2"][0];
        Assert.Equal(40, relu.Histogram.Count);
        Assert.Equal(64 * 32, relu.Histogram.Sum());
        Assert.InRange(relu.NearZero, 0.1, 0.9);

        // The hooks are gone after the fit.
        learner.Model.Train();
        learner.Model.Forward(Tensor.Zeros([1, 784]));
        Assert.Equal(3, stats.Layers["1"].Count);
    }

    /// <summary>Forty names beside one another would be no names.</summary>
    [Fact]
    public void Of_many_layers_eight_have_a_name_and_the_others_stand_behind_them()
    {
        var stats = new ActivationStats();
        Module[] hidden = [.. Enumerable.Range(0, 20).Select(_ => new Linear(8, 8))];
        var model = new Sequential([new Flatten(), new Linear(784, 8), .. hidden, new Linear(8, 10)]);
        new Learner(SmallTraining.Loaders(), model.Initialize(3)).Fit(1, new FitOptions { Callbacks = [stats] });

        SmallMultiples all = stats.PlotStats();
        Assert.Equal(1, all.Columns);
        LineSeries[] lines = [.. ((LineChart)all.Charts[0]).Series];
        Assert.Equal(23, lines.Length);
        Assert.All(lines[..15], line => Assert.Equal(LineStyle.Faint, line.Style));
        Assert.Equal(["0", "3", "6", "9", "12", "15", "18", "22"], lines[15..].Select(line => line.Name));
        Assert.Equal(Enumerable.Range(0, 8), lines[15..].Select(line => line.Color!.Value));
        Assert.Equal(0, lines[0].Color);
    }

    [Fact]
    public void What_came_out_of_the_layers_is_drawn()
    {
        var stats = new ActivationStats(withHistogram: true);
        SmallTraining.Learner().Fit(1, new FitOptions { Callbacks = [stats] });

        SmallMultiples all = stats.PlotStats();
        LineChart[] charts = [.. all.Charts.Cast<LineChart>()];
        Assert.Equal(["mean", "deviation", "share near zero"], charts.Select(chart => chart.Title));
        Assert.All(charts, chart => Assert.Equal(["0", "1", "2", "3"], chart.Series.Select(line => line.Name)));
        Assert.Equal(stats.Layers["2"].Select(look => look.Std), charts[1].Series[2].Y);
        Assert.Contains("<svg", all.ToSvg());

        SmallMultiples one = stats.PlotLayerStats("1");
        Assert.Equal(stats.Layers["1"].Select(look => look.NearZero), ((LineChart)one.Charts[2]).Series[0].Y);
        var missing = Assert.Throws<HoneException>(() => stats.PlotLayerStats("7"));
        Assert.Contains("4 layers that were watched: 0, 1, 2, 3", missing.Message);

        // Six looks of 20 pixels, three pixels for each of 40 bins; zeros of the ReLU make the lowest bin of its picture white.
        ImageGrid pictures = stats.PlotHistograms();
        Assert.Equal(4, pictures.Items.Count);
        ImageData relu = Png.Decode(pictures.Items[2].Png.ToArray(), "relu");
        Assert.Equal((120, 120), (relu.Width, relu.Height));
        Assert.Equal(255, relu.Pixels[^120..].Max());
        Assert.Equal(0, relu.Pixels[0]);
        Assert.Equal(["2", "steps 0 to 5"], pictures.Items[2].CaptionLines);
        Assert.Contains("0 layers without any", Assert.Throws<HoneException>(() => new ActivationStats().PlotHistograms()).Message);
    }

    [Fact]
    public void Numbers_are_those_of_the_values()
    {
        var stats = new ActivationStats(filter: module => module is Fixed);
        var block = new DataBlock<int> { Input = new VectorBlock<int>(i => new float[] { i }), Target = new CategoryBlock<int>(i => i % 2 == 0 ? "a" : "b") };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 10)], new DataLoaderOptions { Workers = 0, BatchSize = 8 });
        var learner = new Learner(data, new Sequential(new Linear(1, 2), new Fixed()).Initialize(1));

        learner.Fit(1, new FitOptions { Callbacks = [stats] });

        LayerActivation look = Assert.Single(stats.Layers["1"]);
        Assert.Equal(1, look.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(16 / 15.0), look.Std, 1e-9);
        Assert.Equal(0.5, look.NearZero);
        Assert.Empty(look.Histogram);
    }

    [Fact]
    public void Histograms_have_forty_bins_of_a_quarter_from_0_to_10_and_the_outer_ones_take_what_lies_outside()
    {
        float[] values = [-3, 0, 0.24f, 0.25f, 0.49f, 0.5f, 5, 9.74f, 9.75f, 9.99f, 10, 70];
        var stats = new ActivationStats(withHistogram: true, filter: module => module is Planted);
        Module model = new Sequential(new Linear(1, 1), new Planted(values)).Initialize(1);
        var learner = new Learner(TinyTraining.Loaders(trainBatches: 1), model, new LearnerOptions { Loss = new SumLoss() });

        learner.Fit(1, new FitOptions { Callbacks = [stats] });

        var expected = new int[40];
        (expected[0], expected[1], expected[2], expected[20], expected[38], expected[39]) = (3, 2, 1, 1, 1, 4);
        Assert.Equal(expected, Assert.Single(stats.Layers["1"]).Histogram);
    }

    /// <summary>Gives the same values for any batch.</summary>
    private sealed class Planted(float[] values) : Module
    {
        protected override Tensor Compute(Tensor x) => (x.Sum() * 0) + Tensor.From<float>(values, [1, values.Length]);
    }

    private sealed class SumLoss : Loss
    {
        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) => prediction.Sum();

        public override Tensor Activation(Tensor prediction) => prediction;

        public override Tensor Decode(Tensor prediction) => prediction;
    }

    /// <summary>Gives 0 and 2 for any two scores.</summary>
    private sealed class Fixed : Module
    {
        protected override Tensor Compute(Tensor x) => (x * 0) + Tensor.From<float>([0, 2], [2]);
    }
}
