namespace Hone.Method.Tests.Ensembles;

public sealed class ErrorCorrelationTests
{
    private static readonly ScoreMetric Accuracy = ScoreMetric.Named("accuracy");
    private static readonly ScoreMetric Mae = ScoreMetric.Named("mae");

    [Theory]
    [InlineData(2, 0.95, 0.975)]
    [InlineData(2, 0.5, 0.75)]
    [InlineData(4, 0, 0.25)]
    [InlineData(3, 1, 1)]
    public void The_variance_ratio_is_the_formula_of_the_specification(int members, double correlation, double expected) =>
        Assert.Equal(expected, ErrorCorrelation.VarianceRatioOf(members, correlation), 1e-12);

    [Fact]
    public void Residuals_that_are_equal_correlate_fully_and_opposite_ones_fully_against()
    {
        double[] noise = CombineSamples.Noise(200, 1);
        EnsembleMembers members = EnsembleMembers.Of(
        [
            CombineSamples.Member("a", CombineSamples.Values(noise)),
            CombineSamples.Member("b", CombineSamples.Values([.. noise.Select(error => 2 * error)])),
            CombineSamples.Member("c", CombineSamples.Values([.. noise.Select(error => -error)])),
        ]);

        ErrorCorrelation result = Ensemble.Correlation(members, Mae);

        Assert.Equal([1, -1, -1], result.Pairs.Select(pair => Math.Round(pair.Correlation!.Value, 4)));
        Assert.All(result.Pairs, pair => Assert.Null(pair.Disagreement));
        Assert.Equal(-1.0 / 3, result.MeanCorrelation!.Value, 1e-4);
        Assert.Equal(ErrorCorrelation.VarianceRatioOf(3, result.MeanCorrelation.Value), result.VarianceRatio!.Value, 1e-12);
        Assert.Equal(200, result.N);
    }

    [Fact]
    public void Errors_of_classes_have_disagreement_and_the_q_statistic_of_a_table_worked_by_hand()
    {
        // Of 10 items: both wrong on 0, only the first on 1 and 2, only the second on 3; both right on 6.
        EnsembleMembers members = EnsembleMembers.Of(
        [
            CombineSamples.Member("a", CombineSamples.Classes(10, [0, 1, 2])),
            CombineSamples.Member("b", CombineSamples.Classes(10, [0, 3])),
        ]);

        ErrorPair pair = Assert.Single(Ensemble.Correlation(members, Accuracy).Pairs);

        Assert.Equal(0.3, pair.Disagreement!.Value, 1e-12);
        Assert.Equal(((6.0 * 1) - (2 * 1)) / ((6.0 * 1) + (2 * 1)), pair.QStatistic!.Value, 1e-12);

        // Phi of the same table: (6·1 - 2·1) / √(3·7·2·8).
        Assert.Equal(4 / Math.Sqrt(3.0 * 7 * 2 * 8), pair.Correlation!.Value, 1e-12);
    }

    [Fact]
    public void A_member_without_errors_has_no_correlation_and_that_is_not_0()
    {
        EnsembleMembers members = EnsembleMembers.Of(
        [
            CombineSamples.Member("perfect", CombineSamples.Classes(10, [])),
            CombineSamples.Member("b", CombineSamples.Classes(10, [0])),
        ]);

        ErrorCorrelation result = Ensemble.Correlation(members, Accuracy);

        Assert.Null(result.Pairs[0].Correlation);
        Assert.Null(result.VarianceRatio);
    }

    [Fact]
    public void Members_on_other_items_are_refused_with_the_size_of_the_intersection()
    {
        RunPredictions other = CombineSamples.Classes(12, []);
        var error = Assert.Throws<EnsembleException>(() => EnsembleMembers.Of(
        [
            CombineSamples.Member("a", CombineSamples.Classes(10, [])),
            CombineSamples.Member("b", other),
        ]));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("12 items", error.Message);
        Assert.Contains("10 in common (83.33%)", error.Message);
    }

    [Fact]
    public void Items_in_another_order_are_put_in_order()
    {
        RunPredictions forward = CombineSamples.Classes(10, [0]);
        var backward = new RunPredictions(
            [.. forward.Ids.Reverse()],
            [.. forward.Targets.Reverse()],
            [.. Enumerable.Range(0, 10).Reverse().SelectMany(item => forward.OutputsOf(item).ToArray())]);

        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("a", forward), CombineSamples.Member("b", backward)]);

        Assert.Equal(forward.Outputs.ToArray(), members.Members[1].Predictions.Outputs.ToArray());
    }

    [Fact]
    public void Other_truths_for_the_same_items_are_refused()
    {
        RunPredictions a = CombineSamples.Classes(10, []);
        var b = new RunPredictions(a.Ids, [.. a.Targets.Select((target, i) => i < 2 ? 1 - target : target)], a.Outputs.ToArray());

        Assert.Contains("2 with other truths", Assert.Throws<EnsembleException>(() => EnsembleMembers.Of([CombineSamples.Member("a", a), CombineSamples.Member("b", b)])).Message);
    }

    [Fact]
    public void One_member_or_the_same_twice_is_wrong_usage()
    {
        EnsembleMember member = CombineSamples.Member("a", CombineSamples.Classes(10, []));

        Assert.Equal(ExitCode.Usage, Assert.Throws<EnsembleException>(() => EnsembleMembers.Of([member])).ExitCode);
        Assert.Contains("2: a, a", Assert.Throws<EnsembleException>(() => EnsembleMembers.Of([member, member])).Message);
    }
}
