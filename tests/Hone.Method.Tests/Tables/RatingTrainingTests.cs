using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>Ratings learned from nothing.</summary>
public sealed class RatingTrainingTests
{
    private static readonly RatingTrainingOptions s_options = new() { User = "user", Item = "item", Rating = "rating", Factors = 8, Epochs = 20 };

    [Fact]
    public void The_ladder_climbs_from_the_mean_to_an_ensemble()
    {
        var recorded = new RecordedTraining();
        Frame ratings = TableSamples.Ratings();
        TableTrainingResult result = RatingTraining.Run(ratings, s_options, recorded);
        Assert.Equal(["global mean", "user and item biases", "dot product", "neural", "ensemble"], result.Rungs.Select(rung => rung.Name));
        Assert.Equal(ratings.RowCount / 10, result.Description.ValidRows);
        Assert.All(result.Rungs, rung => Assert.True(rung.Interval.Contains(rung.Score), $"{rung}"));

        // Two tastes cancel out in biases, and the rest is noise of 0.4.
        Assert.InRange(result.Rungs[0].Score, 0.9, 1.2);
        Assert.True(result.Best.Score < 0.6, $"{result.Best}");
        Assert.Equal(Verdict.Better, result.Verdict);
        TablePredictions answers = result.Predictor.Predict(Frame.ParseCsv("user,item\n2,film4\n2,film5\nstranger,film4\n"));
        Assert.True(answers[0].Number > answers[1].Number + 1);
        Assert.Equal([("user", 1)], answers.Report.Notes.Select(note => (note.Column, note.Count)));
    }

    [Fact]
    public void Biases_are_the_damped_means_of_what_the_others_leave()
    {
        Frame ratings = Frame.ParseCsv("user,item,rating\n" + string.Concat(Enumerable.Range(0, 60).Select(row => FormattableString.Invariant($"u{row % 6},i{row / 6},{(row % 6) + (0.1 * (row / 6))}\n"))));
        var data = new CollabData(ratings, new() { Splitter = new IndexSplitter([.. Enumerable.Range(0, 60)], []) });
        var biases = new RatingBiases(data, [.. Enumerable.Range(0, 60)]);
        double mean = ratings.NumberColumn("rating").Count == 60 ? Enumerable.Range(0, 60).Average(row => ratings.NumberColumn("rating")[row]) : double.NaN;
        double[] constant = TablePredictor.Of(data.Table, new NetMember(biases.Mean())).Predict(ratings).Outputs.ToArray();
        Assert.All(constant, value => Assert.Equal(mean, value, 1e-5));
        double[] exact = TablePredictor.Of(data.Table, new NetMember(biases.Fit(damping: 0))).Predict(ratings).Outputs.ToArray();
        Assert.All(Enumerable.Range(0, 60), row => Assert.Equal(ratings.NumberColumn("rating")[row], exact[row], 1e-4));
        double[] damped = TablePredictor.Of(data.Table, new NetMember(biases.Fit(damping: 5))).Predict(Frame.ParseCsv("user,item\nnobody,nothing\n")).Outputs.ToArray();
        Assert.Equal(mean, damped[0], 1e-5);
    }

    [Fact]
    public void A_refit_knows_all_users_and_repeated_ratings_are_counted()
    {
        Frame ratings = TableSamples.Ratings();
        Frame more = Frame.Concat(ratings, Frame.ParseCsv("user,item,rating,moment\n77,film3,4.5,5000\n"));
        RatingTrainingOptions options = s_options with { Epochs = 1, Split = TableSplit.Time, Date = "moment" };
        Frame rows = Frame.ParseCsv("user,item\n77,film4\n");
        Assert.Single(RatingTraining.Run(more, options).Predictor.Predict(rows).Report.Notes);
        TableTrainingResult refit = RatingTraining.Run(more, options with { Refit = true });
        Assert.Empty(refit.Predictor.Predict(rows).Report.Notes);
        Assert.Equal(more.RowCount, refit.RefitRows);

        var recorded = new RecordedTraining { StopAt = "global mean" };
        Assert.Throws<OperationCanceledException>(() => RatingTraining.Run(Frame.Concat(ratings, ratings.Take([.. Enumerable.Range(0, 200)])), s_options, recorded, recorded.Stop.Token));
        Assert.Contains(recorded.Notes, note => note.What.Contains("copies may stand in training and in validation", StringComparison.Ordinal));
    }

    [Fact]
    public void A_split_by_time_takes_the_latest_ratings()
    {
        var recorded = new RecordedTraining { StopAt = "global mean" };
        Assert.Throws<OperationCanceledException>(() => RatingTraining.Run(TableSamples.Ratings(), s_options with { Split = TableSplit.Time, Date = "moment" }, recorded, recorded.Stop.Token));
        Assert.StartsWith("by time: validation from ", recorded.Description!.Split);
        Assert.EndsWith(" on, by moment", recorded.Description.Split);
    }

    [Fact]
    public void Ratings_that_cannot_be_learned_are_errors_and_gaps_are_counted()
    {
        Frame ratings = TableSamples.Ratings();
        Assert.Contains("user, item, item", Assert.Throws<TableException>(() => RatingTraining.Run(ratings, s_options with { Rating = "item" })).Message);
        Frame words = Frame.ParseCsv("user,item,rating\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row % 4},{row % 5},{(row % 2 == 0 ? "good" : "bad")}\n")));
        Assert.Contains("no number in 30 of 30 rows, the first is \"good\" in row 1", Assert.Throws<HoneDataException>(() => RatingTraining.Run(words, s_options)).Message);
        Frame same = Frame.ParseCsv("user,item,rating\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row % 4},{row % 5},3\n")));
        Assert.Contains("\"3\" in all 30 rows", Assert.Throws<HoneDataException>(() => RatingTraining.Run(same, s_options)).Message);
        Frame gaps = Frame.ParseCsv("user,item,rating\n,film1,3\n7,,2\n7,film1,\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row % 6},film{row / 6},{row % 5}\n")));
        var recorded = new RecordedTraining { StopAt = "global mean" };
        Assert.Throws<OperationCanceledException>(() => RatingTraining.Run(gaps, s_options, recorded, recorded.Stop.Token));
        Assert.Equal([("rating", 1), ("user", 1), ("item", 1)], recorded.Notes.Select(note => (note.Column, note.Count)));
    }
}
