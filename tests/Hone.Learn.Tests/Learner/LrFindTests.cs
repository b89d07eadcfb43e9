using Hone.Nn;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class LrFindTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Looking_for_a_learning_rate_changes_nothing(bool trainedBefore)
    {
        Learner looked = SmallTraining.Learner();
        Learner straight = SmallTraining.Learner();
        if (trainedBefore)
        {
            looked.Fit(1);
            straight.Fit(1);
        }

        float[] before = SmallTraining.Weights(looked.Model);
        int epochs = looked.Recorder.Epochs.Count;
        LrFindResult first = looked.LrFind();
        LrFindResult second = looked.LrFind();
        Assert.Equal(before, SmallTraining.Weights(looked.Model));
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(epochs, looked.Recorder.Epochs.Count);

        // Training afterwards is what it would have been without.
        looked.Fit(2);
        straight.Fit(2);
        Assert.Equal(straight.Recorder.Losses, looked.Recorder.Losses);
    }

    [Fact]
    public void Looking_twice_gives_the_same_curve_and_the_same_suggestions()
    {
        Learner learner = SmallTraining.Learner();
        learner.Fit(1);
        LrFindResult first = learner.LrFind();
        LrFindResult second = learner.LrFind();
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal((first.Valley, first.Slide, first.Minimum, first.Steep), (second.Valley, second.Slide, second.Minimum, second.Steep));
    }

    [Fact]
    public void The_rate_rises_from_1e_7_on_an_exponential_and_stops_when_the_loss_explodes()
    {
        var options = new LrFindOptions();
        Assert.Equal((1e-7, 10.0, 100, true), (options.StartLr, options.EndLr, options.Iterations, options.StopOnDivergence));
        LrFindResult result = SmallTraining.Learner().LrFind();
        Assert.Equal(1e-7, result.LearningRates[0]);
        Assert.Equal(Math.Pow(1e8, 0.01), result.LearningRates[1] / result.LearningRates[0], 9);
        Assert.InRange(result.Losses.Count, 60, 100);
        Assert.InRange(result.Valley, 1e-5, 1e-1);
        Assert.InRange(result.Steep, 1e-6, 1);
        Assert.InRange(result.Minimum, 1e-5, 1);
        Assert.InRange(result.Slide, 1e-7, 1);
    }

    [Fact]
    public void Suggestions_of_a_known_curve()
    {
        // A parabola in the index with its minimum at 60 of 100 points: rates 10^(i/20 - 4).
        double[] rates = [.. Enumerable.Range(0, 100).Select(i => Math.Pow(10, (i / 20.0) - 4))];
        double[] losses = [.. rates.Select((_, i) => Math.Pow((i - 60) / 60.0, 2))];
        LrFindResult result = LrSuggestions.Of(rates, losses, 100);

        // Points 10 to 94 count. The falling run is 10..60, 51 long; its middle by thirds and sixths is 10 + 16 + 8.
        Assert.Equal(rates[60] / 10, result.Minimum);
        Assert.Equal(rates[10], result.Steep);
        Assert.Equal(rates[34], result.Valley);
        Assert.True(result.IsValleyReliable);
    }

    [Fact]
    public void A_tail_that_is_not_finite_is_left_out_and_a_curve_without_points_is_an_error()
    {
        double[] rates = [.. Enumerable.Range(1, 100).Select(i => i * 0.01)];
        double[] losses = [.. rates.Select((rate, i) => i < 50 ? 1 - rate : double.NaN)];
        LrFindResult result = LrSuggestions.Of(rates, losses, 100);
        Assert.Equal(rates[44] / 10, result.Minimum, 12);
        Array.Fill(losses, double.NaN);
        var error = Assert.Throws<HoneException>(() => LrSuggestions.Of(rates, losses, 100));
        Assert.Contains("0 finite losses of 100", error.Message);
    }

    [Theory]
    [InlineData(0.1, 70)]
    [InlineData(0.0051, 71)]
    [InlineData(0.0049, 79)]
    public void Slide_goes_left_until_slopes_fifteen_points_apart_differ_by_at_most_the_threshold(double fall, int expected)
    {
        // The loss falls by the same amount until point 85 and is flat behind it; points 10 to 94 count. A small fall ends at once, at 94 - 15; a larger one at the bend, whose own slope
        // is half the fall. NumPy's gradient and fastai's rule give the same points.
        double[] rates = [.. Enumerable.Range(0, 100).Select(i => Math.Pow(10, (i / 20.0) - 4))];
        double[] losses = [.. rates.Select((_, i) => 1 + (fall * Math.Max(0, 85 - i)))];
        Assert.Equal(rates[expected], LrSuggestions.Of(rates, losses, 100).Slide);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(28, false)]
    [InlineData(29, true)]
    [InlineData(60, true)]
    public void A_fall_of_less_than_a_third_of_the_curve_is_no_valley(int falling, bool isReliable)
    {
        // 85 points count: the first ones fall, the others rise above all of them.
        double[] rates = [.. Enumerable.Range(0, 100).Select(i => Math.Pow(10, (i / 20.0) - 4))];
        double[] losses = [.. rates.Select((_, i) => i < 10 + falling ? 2 - (i * 0.01) : 3 + (i * 0.01))];
        LrFindResult result = LrSuggestions.Of(rates, losses, 100);
        Assert.Equal(isReliable, result.IsValleyReliable);
        Assert.Equal(!isReliable, result.ToString().Contains("not reliable", StringComparison.Ordinal));
    }

    [Fact]
    public void The_search_stops_at_the_first_smoothed_loss_above_four_times_the_best_one()
    {
        // After twenty losses of 1 and k of 10 the smoothed loss is (0.98^k (1 - 0.98^20) + 10 (1 - 0.98^k)) / (1 - 0.98^(20 + k)): 3.82 for k = 7, 4.11 for k = 8.
        Assert.Equal(28, StepsOf(Losses((20, 1), (1, 10))));

        // One of 53 brings 4.008, one of 52.6 no more than 3.985.
        Assert.Equal(21, StepsOf(Losses((20, 1), (1, 53))));
        Assert.Equal(22, StepsOf(Losses((20, 1), (1, 52.6))));

        // The best is not the first: five losses of 4 and fifteen of 1 come down to 1.64; six of 20 bring 6.77, five of them 6.09.
        Assert.Equal(26, StepsOf(Losses((5, 4), (15, 1), (1, 20))));
        Assert.Equal(100, StepsOf(Losses((20, 1), (1, 10)), stops: false));
    }

    [Fact]
    public void A_loss_that_diverges_before_there_are_enough_points_is_named_with_rate_steps_and_a_smaller_start()
    {
        // The fourth step has the rate 1e-7 * (10 / 1e-7)^(3 / 100) = 1.7e-7, and a smoothed loss far above four times the best one.
        var error = Assert.Throws<HoneException>(() => StepsOf(Losses((3, 1), (1, 1000))));
        Assert.Contains("diverged at the learning rate 1.7e-07 after 4 steps", error.Message);
        Assert.Contains("17 steps", error.Message);
        Assert.Contains("StartLr below 1.0e-07", error.Message);
        Assert.DoesNotContain("not finite", error.Message);

        // Ten points before the curve, five behind it, two on it.
        Assert.Contains("after 16 steps", Assert.Throws<HoneException>(() => StepsOf(Losses((15, 1), (1, 1000)))).Message);
        Assert.Equal(17, StepsOf(Losses((16, 1), (1, 1000))));
    }

    [Fact]
    public void A_loss_that_is_not_finite_before_there_are_enough_points_is_named_with_rate_and_step()
    {
        var error = Assert.Throws<HoneException>(() => StepsOf(Losses((3, 1), (1, double.NaN))));
        Assert.Contains("3 finite losses of 4", error.Message);
        Assert.Contains("not finite at the learning rate 1.7e-07", error.Message);
        Assert.Contains("StartLr below 1.0e-07", error.Message);

        // A first loss that is not finite has nothing to do with the rate.
        error = Assert.Throws<HoneException>(() => StepsOf(Losses((1, double.NaN))));
        Assert.Contains("0 finite losses of 1", error.Message);
        Assert.Contains("data", error.Message);
        Assert.DoesNotContain("StartLr", error.Message);
    }

    [Fact]
    public void A_search_of_too_few_steps_is_named_with_their_number()
    {
        double[] rates = [1e-7, 1e-5, 1e-3, 1e-1, 1, 10];
        var error = Assert.Throws<HoneException>(() => LrSuggestions.Of(rates, [1, 1, 1, 1, 1, 9], 6));
        Assert.Contains("6 steps", error.Message);
        Assert.Contains("Iterations to 7 or more", error.Message);
        Assert.DoesNotContain("diverged", error.Message);
        Assert.NotNull(LrSuggestions.Of([.. rates, 20], [1, 1, 1, 1, 1, 9, 9], 7));
    }

    private static int StepsOf(double[] losses, bool stops = true)
    {
        var options = new LearnerOptions { Loss = new Scripted(losses) };
        return TinyTraining.Learner(options: options).LrFind(new LrFindOptions { StopOnDivergence = stops }).Losses.Count;
    }

    private static double[] Losses(params (int Count, double Loss)[] parts) => [.. parts.SelectMany(part => Enumerable.Repeat(part.Loss, part.Count))];

    /// <summary>One loss after another, whatever was answered; the last one goes on.</summary>
    private sealed class Scripted(double[] losses) : Loss
    {
        private int _calls;

        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
            (prediction.Sum() * 0) + losses[Math.Min(_calls++, losses.Length - 1)];

        public override Tensor Activation(Tensor prediction) => prediction;

        public override Tensor Decode(Tensor prediction) => prediction;
    }
}
