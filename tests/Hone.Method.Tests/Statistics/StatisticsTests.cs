namespace Hone.Method.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(90, 100, 0.82563, 0.94477)]
    [InlineData(0, 10, 0.0, 0.27753)]
    [InlineData(10, 10, 0.72247, 1.0)]
    [InlineData(1, 2, 0.09453, 0.90547)]
    public void The_wilson_interval_has_the_hand_worked_ends(long successes, long n, double low, double high)
    {
        Interval interval = Proportion.Wilson(successes, n);

        Assert.Equal(low, interval.Low, 5);
        Assert.Equal(high, interval.High, 5);
    }

    [Fact]
    public void More_successes_than_items_are_refused_with_the_numbers()
    {
        StatisticsException error = Assert.Throws<StatisticsException>(() => Proportion.Wilson(11, 10));

        Assert.Contains("11 successes of 10 items", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bootstrap_interval_of_a_mean_is_near_the_normal_one()
    {
        // 9,000 ones and 1,000 zeros: mean 0.9, standard error sqrt(0.9 * 0.1 / 10000) = 0.003.
        double[] values = Enumerable.Range(0, 10_000).Select(i => i % 10 == 0 ? 0.0 : 1.0).ToArray();

        (double mean, Interval interval) = Bootstrap.Mean(values);

        Assert.Equal(0.9, mean, 12);
        Assert.Equal(0.9 - (1.96 * 0.003), interval.Low, 3);
        Assert.Equal(0.9 + (1.96 * 0.003), interval.High, 3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        double[] values = Enumerable.Range(0, 50).Select(i => Math.Sin(i)).ToArray();

        Interval one = Bootstrap.Mean(values, new() { Seed = 1 }).Interval;

        Assert.Equal(one, Bootstrap.Mean(values, new() { Seed = 1 }).Interval);
        Assert.NotEqual(one, Bootstrap.Mean(values, new() { Seed = 2 }).Interval);
    }

    [Fact]
    public void A_pair_that_differs_on_every_item_alike_has_an_interval_without_width()
    {
        double[] first = [3, 5, 9, 1];
        double[] second = [2, 4, 8, 0];

        PairedDifference difference = Bootstrap.Paired(first, second, MetricDirection.Higher);

        Assert.Equal(new PairedDifference(1, new Interval(1, 1, 0.95), 4, Verdict.Better), difference);
    }

    [Fact]
    public void Lower_is_better_turns_the_verdict_round()
    {
        double[] first = [3, 5, 9, 1];
        double[] second = [2, 4, 8, 0];

        Assert.Equal(Verdict.Worse, Bootstrap.Paired(first, second, MetricDirection.Lower).Verdict);
        Assert.Equal(Verdict.Better, Bootstrap.Paired(second, first, MetricDirection.Lower).Verdict);
    }

    [Fact]
    public void Equal_models_are_called_the_same_in_about_nineteen_of_twenty_cases()
    {
        int same = 0;
        for (ulong trial = 0; trial < 200; trial++)
        {
            var random = new CounterRandom(trial);
            double[] first = Enumerable.Range(0, 300).Select(i => random.Below(10, (ulong)i) < 8 ? 1.0 : 0.0).ToArray();
            double[] second = Enumerable.Range(300, 300).Select(i => random.Below(10, (ulong)i) < 8 ? 1.0 : 0.0).ToArray();
            same += Bootstrap.Paired(first, second, MetricDirection.Higher, new() { Seed = trial, Resamples = 400 }).Verdict == Verdict.Same ? 1 : 0;
        }

        // 190 are expected with a standard deviation of 3.1.
        Assert.InRange(same, 178, 199);
    }

    [Fact]
    public void Scores_of_other_lengths_or_without_a_value_are_refused_with_the_numbers()
    {
        StatisticsException lengths = Assert.Throws<StatisticsException>(() => Bootstrap.Paired([1, 2, 3], [1, 2], MetricDirection.Higher));
        StatisticsException infinite = Assert.Throws<StatisticsException>(() => Bootstrap.Mean([1, double.NaN, 3]));

        Assert.Contains("3 and 2 scores", lengths.Message, StringComparison.Ordinal);
        Assert.Contains("item 1 of 3", infinite.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.025, 1.1)]
    [InlineData(0.5, 3.0)]
    [InlineData(0.975, 4.9)]
    public void Quantiles_are_interpolated_as_in_numpy(double q, double expected)
    {
        Assert.Equal(expected, Bootstrap.Quantile([1, 2, 3, 4, 5], q), 12);
    }

    [Fact]
    public void The_spread_over_seeds_is_the_sample_deviation()
    {
        SeedSpread spread = SeedSpread.Of([0.86, 0.87, 0.88]);

        Assert.Equal(0.87, spread.Mean, 12);
        Assert.Equal(0.01, spread.StandardDeviation!.Value, 12);
        Assert.Equal(3, spread.N);
        Assert.Null(SeedSpread.Of([0.86]).StandardDeviation);
    }

    [Theory]
    [InlineData(0.87, 0.1, 1, 0.855555555555)]
    [InlineData(0.1, 0.1, 1, 0)]
    [InlineData(5, 20, 0, 0.75)]
    [InlineData(25, 20, 0, -0.25)]
    public void Gain_is_the_way_from_the_baseline_to_perfection(double score, double baseline, double perfect, double expected)
    {
        Assert.Equal(expected, Gain.Over(score, baseline, perfect), 10);
    }

    [Fact]
    public void A_perfect_baseline_is_refused_with_the_numbers()
    {
        StatisticsException error = Assert.Throws<StatisticsException>(() => Gain.Over(0.9, 1, 1));

        Assert.Contains("score 0.9, baseline 1, perfect 1", error.Message, StringComparison.Ordinal);
    }
}
