namespace Hone.Method.Tests;

/// <summary>Statistics against tables worked by hand.</summary>
public sealed class DriftStatisticsTests
{
    [Fact]
    public void Kolmogorov_smirnov_is_the_largest_distance_of_the_distributions()
    {
        // At 2: F1 = 2/4, F2 = 0; at 4: F1 = 1, F2 = 2/4.
        Assert.Equal(0.5, KolmogorovSmirnov.Distance([1, 2, 3, 4], [3, 4, 5, 6]), 12);
        Assert.Equal(1, KolmogorovSmirnov.Distance([1, 2], [3, 4, 5]), 12);
        Assert.Equal(0, KolmogorovSmirnov.Distance([1, 2, 3], [3, 2, 1]), 12);
    }

    [Fact]
    public void Kolmogorov_smirnov_steps_over_ties_together_and_leaves_missing_values_out()
    {
        // At 1: F1 = 3/4, F2 = 1/4.
        Assert.Equal(0.5, KolmogorovSmirnov.Distance([1, 1, 1, 2, double.NaN], [1, 2, 2, 2]), 12);
        Assert.Equal(double.NaN, KolmogorovSmirnov.Distance([double.NaN], [1]));
    }

    [Fact]
    public void Cramers_v_is_corrected_for_the_bias_of_small_tables()
    {
        // Expected 3 in each cell: chi-square = 4 * 4/3; phi2 = 4/9 - 1/11 = 35/99; r' - 1 = 10/11; V = sqrt(7/18).
        Assert.Equal(Math.Sqrt(7.0 / 18), CramersV.BiasCorrected([[5, 1], [1, 5]]), 12);
        Assert.Equal(0, CramersV.BiasCorrected([[3, 3], [3, 3]]), 12);
        Assert.Equal(1, CramersV.BiasCorrected([[6, 0], [0, 6]]), 12);
        Assert.Equal(double.NaN, CramersV.BiasCorrected([[6, 6]]));
    }

    [Fact]
    public void The_stability_index_adds_the_moved_shares_and_has_a_floor_of_one_percent()
    {
        // (0.8 - 0.5) ln 1.6 + (0.2 - 0.5) ln 0.4.
        Assert.Equal((0.3 * Math.Log(1.6)) - (0.3 * Math.Log(0.4)), PopulationStability.Index([5, 5], [8, 2]), 12);

        // The empty category counts as 1%: (0.9 - 1) ln 0.9 + (0.1 - 0.01) ln 10.
        Assert.Equal((-0.1 * Math.Log(0.9)) + (0.09 * Math.Log(10)), PopulationStability.Index([10, 0], [9, 1]), 12);
        Assert.Equal(double.NaN, PopulationStability.Index([0, 0], [1, 1]));
    }

    [Fact]
    public void The_area_under_the_curve_counts_pairs_and_half_of_ties()
    {
        // Of 4 pairs 3 are in order.
        Assert.Equal(0.75, RankAuc.Of([0.1, 0.4, 0.35, 0.8], [false, false, true, true]), 12);
        Assert.Equal(0.5, RankAuc.Of([1, 1, 1, 1], [false, true, false, true]), 12);
        Assert.Equal(double.NaN, RankAuc.Of([1, 2], [true, true]));
    }

    [Theory]
    [InlineData(100, 0.041, 0.62)]
    [InlineData(300, 0.024, 0.57)]
    [InlineData(1000, 0.013, 0.55)]
    public void The_limit_of_an_area_that_means_nothing_follows_the_number_of_rows(int rows, double standardError, double limit)
    {
        double error = RankAuc.NullStandardError(rows, rows);

        Assert.Equal(standardError, error, 3);
        Assert.Equal(limit, Math.Max(0.55, 0.5 + (3 * error)), 2);
    }

    [Fact]
    public void Quantiles_of_the_normal_distribution_are_those_of_the_tables()
    {
        Assert.Equal(1.9600, Normal.UpperQuantile(0.025), 0.001);
        Assert.Equal(2.3263, Normal.UpperQuantile(0.01), 0.001);
    }
}
