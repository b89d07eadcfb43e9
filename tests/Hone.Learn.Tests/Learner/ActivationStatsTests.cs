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

    /// <summary>Gives 0 and 2 for any two scores.</summary>
    private sealed class Fixed : Module
    {
        protected override Tensor Compute(Tensor x) => (x * 0) + Tensor.From<float>([0, 2], [2]);
    }
}
