namespace Hone.Method.Tests.Ensembles;

public sealed class BlendTests
{
    private static readonly ScoreMetric Accuracy = ScoreMetric.Named("accuracy");
    private static readonly ScoreMetric Rmse = ScoreMetric.Named("rmse");

    private static EnsembleMembers Noisy(int members, int count = 400) => EnsembleMembers.Of(
        [.. Enumerable.Range(0, members).Select(i => CombineSamples.Member($"m{i}", CombineSamples.Values(CombineSamples.Noise(count, i))))]);

    [Fact]
    public void The_mean_of_independent_errors_is_better_by_the_predicted_share()
    {
        EnsembleMembers members = Noisy(4);
        BlendResult result = Ensemble.Blend(members, Rmse, new BlendOptions { Method = BlendMethod.Mean });
        double predicted = Math.Sqrt(Ensemble.Correlation(members, Rmse).VarianceRatio!.Value) * result.Members.Average(member => member.Score);

        Assert.Equal(BlendVerdict.Gain, result.Verdict);
        Assert.Equal(predicted, result.Score, 0.01);
        Assert.Equal(0, result.Folds);
        Assert.True(result.Interval.Contains(result.Score));
    }

    [Fact]
    public void Greedy_leaves_out_a_member_that_only_harms_and_says_which_weights()
    {
        EnsembleMember bad = CombineSamples.Member("bad", CombineSamples.Values([.. CombineSamples.Noise(400, 9).Select(error => (20 * error) + 30)]));
        EnsembleMembers members = EnsembleMembers.Of([.. Noisy(2).Members, bad]);

        BlendResult result = Ensemble.Blend(members, Rmse, new BlendOptions { Method = BlendMethod.Greedy });

        Assert.Equal(0, result.Members[2].Weight);
        Assert.Equal(1, result.Members.Sum(member => member.Weight), 1e-9);
        Assert.Equal(BlendVerdict.Gain, result.Verdict);
        Assert.Equal(5, result.Folds);
    }

    [Fact]
    public void All_weight_on_one_member_is_no_gain_and_the_single_model_is_kept()
    {
        EnsembleMembers members = EnsembleMembers.Of(
        [
            CombineSamples.Member("good", CombineSamples.Classes(200, [0, 1])),
            CombineSamples.Member("bad", CombineSamples.Classes(200, [.. Enumerable.Range(0, 90)])),
        ]);

        BlendResult result = Ensemble.Blend(members, Accuracy);

        Assert.Equal(BlendVerdict.NoGain, result.Verdict);
        Assert.Equal("no gain, keep the single model: good", result.Sentence);
        Assert.Equal([1.0, 0.0], result.Members.Select(member => member.Weight));
    }

    [Fact]
    public void Greedy_prefers_a_member_that_it_has_chosen_before_on_ties()
    {
        // Three equal members: the first wins the first round, and keeps winning.
        RunPredictions same = CombineSamples.Classes(40, [0, 5, 9]);
        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("a", same), CombineSamples.Member("b", same), CombineSamples.Member("c", same)]);

        Assert.Equal([1.0, 0.0, 0.0], Ensemble.Fit(members, Accuracy).Weights);
    }

    [Fact]
    public void Weighted_finds_the_weights_that_the_noise_asks_for()
    {
        // Errors of deviation 1 and 2: the best weights are 4/5 and 1/5.
        EnsembleMembers members = EnsembleMembers.Of(
        [
            CombineSamples.Member("a", CombineSamples.Values(CombineSamples.Noise(20000, 1))),
            CombineSamples.Member("b", CombineSamples.Values([.. CombineSamples.Noise(20000, 2).Select(error => 2 * error)])),
        ]);

        IReadOnlyList<double> weights = Ensemble.Fit(members, Rmse, new BlendOptions { Method = BlendMethod.Weighted }).Weights;

        Assert.Equal(0.8, weights[0], 0.03);
        Assert.Equal(1, weights.Sum(), 1e-9);
    }

    [Fact]
    public void Weights_are_not_scored_on_the_rows_that_they_were_fitted_on()
    {
        EnsembleMembers members = Noisy(2, 50);
        BlendWeights weights = Ensemble.Fit(members, Rmse);

        var error = Assert.Throws<EnsembleException>(() => weights.Score(members, Rmse));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("50 of 50 items", error.Message);
        Assert.Contains("item 0, item 1, item 2", error.Message);
    }

    [Fact]
    public void Weights_are_scored_on_other_rows()
    {
        EnsembleMembers members = Noisy(2, 50);
        BlendWeights weights = Ensemble.Fit(members, Rmse);
        EnsembleMembers others = EnsembleMembers.Of([.. members.Members.Select(member => member with
        {
            Predictions = new RunPredictions([.. member.Predictions.Ids.Select(id => "other " + id)], member.Predictions.Targets, member.Predictions.Outputs.ToArray()),
        })]);

        Assert.True(weights.Score(others, Rmse) > 0);
        Assert.Equal(50, weights.FittedCount);
    }

    [Fact]
    public void One_fold_would_fit_and_score_on_the_same_rows_and_is_refused()
    {
        var error = Assert.Throws<EnsembleException>(() => Ensemble.Blend(Noisy(2, 50), Rmse, new BlendOptions { Folds = 1 }));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("1 fold: the same 50 items for both", error.Message);
    }

    [Fact]
    public void Ranks_serve_metrics_of_order_alone()
    {
        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("a", CombineSamples.Classes(60, [1, 2])), CombineSamples.Member("b", CombineSamples.Classes(60, [3, 4]))]);
        BlendOptions ranks = new() { Method = BlendMethod.Rank };

        BlendResult result = Ensemble.Blend(members, ScoreMetric.Named("auc"), ranks);
        var error = Assert.Throws<EnsembleException>(() => Ensemble.Blend(members, Accuracy, ranks));

        Assert.True(result.Score > result.Members.Max(member => member.Score));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("metric accuracy", error.Message);
    }

    [Fact]
    public void The_geometric_mean_of_probabilities_sums_to_1_and_negative_values_are_refused_with_the_row()
    {
        EnsembleMembers classes = EnsembleMembers.Of(
        [
            CombineSamples.Member("a", new RunPredictions(["x"], [1], [0.1f, 0.9f])),
            CombineSamples.Member("b", new RunPredictions(["x"], [1], [0.4f, 0.6f])),
        ]);
        ReadOnlySpan<float> outputs = Ensemble.Blend(classes, Accuracy, new BlendOptions { Method = BlendMethod.Geometric }).Predictions.OutputsOf(0);

        // √(0.1·0.4) = 0.2 and √(0.9·0.6) = 0.7348.
        Assert.Equal(0.2 / 0.9348, outputs[0], 1e-4);
        Assert.Equal(1, outputs[0] + outputs[1], 1e-5);
        EnsembleMembers values = EnsembleMembers.Of([CombineSamples.Member("a", CombineSamples.Values([-3, 1])), CombineSamples.Member("b", CombineSamples.Values([1, 1]))]);
        var error = Assert.Throws<EnsembleException>(() => Ensemble.Blend(values, Rmse, new BlendOptions { Method = BlendMethod.Geometric }));
        Assert.Contains("-3 for item 'item 0'", error.Message);
        Assert.Contains("row 1", error.Message);
    }

    [Fact]
    public void A_blend_is_the_same_every_time()
    {
        float[] first = Ensemble.Blend(Noisy(3), Rmse).Predictions.Outputs.ToArray();

        Assert.Equal(first, Ensemble.Blend(Noisy(3), Rmse).Predictions.Outputs.ToArray());
    }

    [Fact]
    public void A_stack_that_corrects_a_bias_of_all_members_is_kept()
    {
        EnsembleMembers members = EnsembleMembers.Of([.. Enumerable.Range(0, 3).Select(i =>
            CombineSamples.Member($"m{i}", CombineSamples.Values([.. CombineSamples.Noise(400, i).Select(error => error + 25)])))]);

        BlendResult result = Ensemble.Blend(members, Rmse, new BlendOptions { Method = BlendMethod.Stack });

        Assert.Equal(BlendMethod.Stack, result.Method);
        Assert.StartsWith("the stack is kept: rmse", result.Note, StringComparison.Ordinal);
        Assert.True(result.Score < 1);
    }

    [Fact]
    public void A_stack_that_does_not_beat_the_greedy_blend_on_held_out_rows_is_dropped()
    {
        // Equal members: a second level has nothing to learn.
        RunPredictions same = CombineSamples.Classes(200, [0, 1, 2, 3]);
        EnsembleMembers members = EnsembleMembers.Of([CombineSamples.Member("a", same), CombineSamples.Member("b", same)]);

        BlendResult result = Ensemble.Blend(members, Accuracy, new BlendOptions { Method = BlendMethod.Stack });

        Assert.Equal((BlendMethod.Stack, BlendMethod.Greedy), (result.Asked, result.Method));
        Assert.Contains("the stack is dropped: accuracy 0.98 against 0.98", result.Note);
        Assert.Equal(BlendVerdict.NoGain, result.Verdict);
    }

    [Fact]
    public void A_stack_of_classes_learns_which_member_to_trust()
    {
        // One member is sure and wrong as often as right: log loss of the mean suffers, the stack turns it down.
        EnsembleMembers members = EnsembleMembers.Of(
        [
            CombineSamples.Member("good", CombineSamples.Classes(400, [.. Enumerable.Range(0, 40)], 0.7f)),
            CombineSamples.Member("noise", CombineSamples.Classes(400, [.. Enumerable.Range(0, 400).Where(item => item % 4 < 2)], 0.99f)),
        ]);

        BlendResult result = Ensemble.Blend(members, ScoreMetric.Named("log_loss"), new BlendOptions { Method = BlendMethod.Stack });

        Assert.Equal(BlendMethod.Stack, result.Method);
        Assert.True(result.Members[1].Weight < 0.1, $"weight {result.Members[1].Weight}");
    }

    [Fact]
    public void A_kept_blend_is_a_run_with_its_members_as_parents()
    {
        using var folder = new TemporaryFolder();
        Project project = CombineSamples.Project(folder["p"], "rmse");
        string first = CombineSamples.Run(project, "first", CombineSamples.Values(CombineSamples.Noise(100, 1)), metric: "rmse", test: new UnlabelledPredictions(["t0", "t1"], [1, 3]));
        string second = CombineSamples.Run(project, "second", CombineSamples.Values(CombineSamples.Noise(100, 2)), metric: "rmse", test: new UnlabelledPredictions(["t1", "t0"], [5, 3]));
        EnsembleMembers members = EnsembleMembers.Load(project, [first, second]);
        BlendResult result = Ensemble.Blend(members, Rmse, new BlendOptions { Method = BlendMethod.Mean });

        StoredRun run = project.Runs.Find(Ensemble.Save(project, members, result));

        Assert.Equal([first, second], run.Record!.Parents);
        Assert.Contains(Ensemble.Tag, run.Record.Tags);
        Assert.Equal(result.Score, run.Record.Summary["valid/rmse"].Last, 1e-12);
        Assert.Equal(result.Predictions.Outputs.ToArray(), run.ReadValidPredictions().Outputs.ToArray());

        // Test predictions are blended by id, whatever their order.
        UnlabelledPredictions test = UnlabelledPredictions.Read(Path.Combine(run.Directory, "preds", "test.csv"));
        Assert.Equal([2f, 4f], test.Outputs.ToArray());
    }

    [Fact]
    public void Members_of_different_splits_or_metrics_are_refused()
    {
        using var folder = new TemporaryFolder();
        Project project = CombineSamples.Project(folder["p"], "accuracy");
        string first = CombineSamples.Run(project, "first", CombineSamples.Classes(20, []));
        string split = CombineSamples.Run(project, "other split", CombineSamples.Classes(20, []), "another-fingerprint");
        string metric = CombineSamples.Run(project, "other metric", CombineSamples.Classes(20, []), metric: "log_loss");

        var splitError = Assert.Throws<EnsembleException>(() => EnsembleMembers.Load(project, [first, split]));
        var metricError = Assert.Throws<EnsembleException>(() => EnsembleMembers.Load(project, [first, metric]));

        Assert.Equal((ExitCode.Refused, ExitCode.Refused), (splitError.ExitCode, metricError.ExitCode));
        Assert.Contains("split-finger", splitError.Message);
        Assert.Contains("another-fing", splitError.Message);
        Assert.Contains("a run with valid/log_loss", metricError.Message);
    }
}
