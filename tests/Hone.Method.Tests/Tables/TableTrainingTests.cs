using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>A table learned from nothing: the ladder, its split and its words about bad input.</summary>
public sealed class TableTrainingTests
{
    [Fact]
    public void The_ladder_climbs_from_a_constant_guess_to_an_ensemble_that_predicts_new_rows()
    {
        var recorded = new RecordedTraining();
        Frame table = TableSamples.Loans();
        TableTrainingResult result = TableTraining.Run(table, Quick("paid"), recorded);

        Assert.Equal(["constant guess", "one feature", "logistic", "random forest", "boosting", "net", "ensemble"], result.Rungs.Select(rung => rung.Name));
        Assert.Equal(result.Rungs, recorded.Rungs);
        Assert.Equal((240, 60), (result.Description.TrainRows, result.Description.ValidRows));
        Assert.All(result.Rungs, rung => Assert.Equal(60, rung.N));
        Assert.All(result.Rungs, rung => Assert.True(rung.Interval.Contains(rung.Score), $"{rung}"));
        Assert.Equal("income alone", result.Rungs[1].Detail);
        Assert.True(result.Best.Score > 0.85, $"{result.Best}");
        Assert.Equal(Verdict.Better, result.Verdict);
        Assert.Equal(result.Rungs.Max(rung => rung.Score), result.Best.Score);
        Assert.Equal(1, recorded.Done);

        // The share of the most frequent class, which the split keeps in both parts.
        double yes = table.Filter(row => row.Text("paid") == "yes").RowCount / 300.0;
        Assert.Equal(Math.Max(yes, 1 - yes), result.Rungs[0].Score, 0.02);
        TablePredictions answers = result.Predictor.Predict(Frame.ParseCsv("job,income,age\ncook,49,30\nclerk,11,30\n"));
        Assert.Equal(["yes", "no"], answers.Select(answer => answer.Label));
        Assert.Empty(answers.Report.Notes);
    }

    [Fact]
    public void Ids_constants_and_infinite_numbers_are_counted_with_what_was_done()
    {
        Frame table = TableSamples.Loans();
        table = table.With(
            new NumberColumn("odd", [.. Enumerable.Range(0, 300).Select(row => row % 50 == 0 ? double.PositiveInfinity : row % 7)]),
            new CategoricalColumn("letter", [.. Enumerable.Range(0, 300).Select(row => $"text {row}")]),
            new NumberColumn("nothing", [.. Enumerable.Range(0, 300).Select(_ => double.NaN)]),
            new CategoricalColumn("told", [.. Enumerable.Range(0, 300).Select(row => table["paid"].TextAt(row))]));
        var recorded = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(table, Quick("paid"), recorded, recorded.Stop.Token));

        Dictionary<string, string> notes = recorded.Notes.ToDictionary(note => note.Column, note => $"{note.What} ({note.Count})");
        Assert.Equal("a number of its own for each row, as ids have; left out (300)", notes["id"]);
        Assert.Equal("the same value in all training rows; left out (300)", notes["country"]);
        Assert.Equal("infinite, taken as missing (6)", notes["odd"]);
        Assert.Equal("240 different words in 240 training rows, as ids and free text have; left out (300)", notes["letter"]);
        Assert.Equal("missing in all training rows; left out (300)", notes["nothing"]);
        Assert.Equal("the same as paid in every row; left out (300)", notes["told"]);
        ILookup<ColumnRole, string> roles = recorded.Description!.Columns.ToLookup(column => column.Role, column => column.Name);
        Assert.Equal(["id", "country", "letter", "nothing", "told"], roles[ColumnRole.LeftOut]);
        Assert.Equal(["paid"], roles[ColumnRole.Target]);
        Assert.Equal(["job", "odd"], roles[ColumnRole.Category].Concat(roles[ColumnRole.Number].Where(name => name == "odd")));
    }

    [Fact]
    public void A_column_of_very_many_categories_is_given_as_mean_targets_too()
    {
        Frame table = TableSamples.Loans(900);
        table = table.With(new CategoricalColumn("street", [.. Enumerable.Range(0, 900).Select(row => $"street {row % 300}")]));
        var recorded = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(table, Quick("paid"), recorded, recorded.Stop.Token));
        ProcNote note = Assert.Single(recorded.Notes, note => note.Column == "street" && note.What.Contains("different categories", StringComparison.Ordinal));
        Assert.Contains("300 different categories; their mean target", note.What);
    }

    [Fact]
    public void A_split_by_time_scores_on_the_latest_days_and_keeps_a_day_together()
    {
        TableTrainingResult result = TableTraining.Run(TableSamples.Sales(), Quick("sold") with { Split = TableSplit.Time, Metric = TableMetric.Rmsle });
        Assert.Equal((288, 72), (result.Description.TrainRows, result.Description.ValidRows));
        Assert.Contains("validation from 2025-04-07 on, by date", result.Description.Split);
        Assert.Equal(TableMetric.Rmsle, result.Description.Metric);
        Assert.True(result.Best.Score < 0.2, $"{result.Best}");
        Assert.Equal(result.Rungs.Min(rung => rung.Score), result.Best.Score);
        double saturday = result.Predictor.Predict(Frame.ParseCsv("date,shop\n2025-05-03,s1\n"))[0].Number;
        Assert.InRange(saturday, 50, 70);

        var recorded = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(TableSamples.Sales(), Quick("sold"), recorded, recorded.Stop.Token));
        Assert.Contains("split by time with --date date", Assert.Single(recorded.Notes).What);
    }

    [Fact]
    public void The_area_under_the_curve_can_be_the_score()
    {
        TableTrainingResult result = TableTraining.Run(TableSamples.Loans(), Quick("paid") with { Metric = TableMetric.RocAuc });
        Assert.Equal(0.5, result.Rungs[0].Score);
        Assert.True(result.Best.Score > 0.9, $"{result.Best}");
        Assert.InRange(result.Best.Score, result.Best.Interval.Low, result.Best.Interval.High);
        Assert.Equal(Verdict.Better, result.Verdict);
    }

    [Fact]
    public void The_area_under_the_curve_counts_pairs_and_half_of_the_ties()
    {
        (double area, Interval interval) = AreaUnderCurve.Of([0.1, 0.4, 0.35, 0.8, 0.4], [0, 0, 1, 1, 1]);
        Assert.Equal((1 + 0 + 1 + 1 + 1 + 0.5) / 6, area, 1e-12);
        Assert.InRange(area, interval.Low, interval.High);
        string message = Assert.Throws<StatisticsException>(() => AreaUnderCurve.Of([0.1, 0.2], [1, 1])).Message;
        Assert.Contains("2 positive of 2 items", message);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_the_file_gives_those_of_the_training()
    {
        using var folder = new TemporaryFolder();
        Frame table = TableSamples.Loans();
        TableTrainingResult first = TableTraining.Run(table, Quick("paid"));
        TableTrainingResult second = TableTraining.Run(table, Quick("paid"));
        Assert.Equal(first.Rungs.Select(rung => (rung.Score, rung.Interval)), second.Rungs.Select(rung => (rung.Score, rung.Interval)));
        first.Predictor.Save(folder["loans.hone"]);
        double[] loaded = TablePredictor.Load(folder["loans.hone"]).Predict(table).Outputs.ToArray();
        Assert.All(loaded.Zip(first.Predictor.Predict(table).Outputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        TableTrainingResult other = TableTraining.Run(table, Quick("paid") with { Seed = 43 });
        Assert.NotEqual(first.Rungs.Select(rung => rung.Score), other.Rungs.Select(rung => rung.Score));
    }

    [Fact]
    public void Columns_that_tell_nothing_of_the_target_are_said_to_tell_nothing()
    {
        var random = new Random(1);
        Frame noise = Frame.ParseCsv("a,b,y\n" + string.Concat(Enumerable.Range(0, 200).Select(_ => $"{random.NextDouble()},{random.Next(5)},{random.NextDouble()}\n")));
        TableTrainingResult result = TableTraining.Run(noise, Quick("y"));
        Assert.Equal(Verdict.Same, result.Verdict);
    }

    [Theory]
    [InlineData("a,y\n", "y", 5, "\"7\" in all 24 rows", "7")]
    [InlineData("a,y\n", "y", 5, "none in all 24 rows", "")]
    [InlineData("a,y\n", "z", 5, "\"z\"", "1")]
    public void A_target_that_cannot_be_learned_is_an_error(string header, string target, int digits, string says, string value)
    {
        Frame table = Frame.ParseCsv(header + string.Concat(Enumerable.Range(0, 24).Select(row => $"{row * digits % 11},{value}\n")));
        Assert.Contains(says, Assert.Throws<HoneDataException>(() => TableTraining.Run(table, Quick(target))).Message);
    }

    [Fact]
    public void Text_where_a_number_is_expected_is_named_with_its_row()
    {
        Frame table = Frame.ParseCsv("a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7},{(row == 25 ? "twelve" : row)}\n")));
        string inferred = Assert.Throws<HoneDataException>(() => TableTraining.Run(table, Quick("y"))).Message;
        Assert.Contains("no number in 1 of 40 rows, the first is \"twelve\" in row 26", inferred);
        Frame words = TableSamples.Loans();
        string asked = Assert.Throws<HoneDataException>(() => TableTraining.Run(words, Quick("paid") with { Task = TableTask.Numbers })).Message;
        Assert.Contains("no number in 300 of 300 rows", asked);
        string unique = Assert.Throws<HoneDataException>(() => TableTraining.Run(words, Quick("id") with { Task = TableTask.Classes })).Message;
        Assert.Contains("300 different values in 300 rows", unique);
        Assert.Contains("kind Date", Assert.Throws<HoneDataException>(() => TableTraining.Run(TableSamples.Sales(), Quick("date"))).Message);
    }

    [Fact]
    public void Rows_without_a_target_teach_nothing_and_are_counted()
    {
        Frame table = Frame.ParseCsv("a,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row % 13}.5,{(row % 10 == 0 ? "" : row % 10 == 1 ? "inf" : row % 13)}\n")));
        var recorded = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(table, Quick("y"), recorded, recorded.Stop.Token));
        Assert.Equal(["without a target, which teaches nothing; left out", "with an infinite target; left out"], recorded.Notes.Select(note => note.What));
        Assert.All(recorded.Notes, note => Assert.Equal(6, note.Count));
        Assert.Equal(48, recorded.Description!.TrainRows + recorded.Description.ValidRows);
    }

    [Fact]
    public void A_class_of_one_row_is_kept_for_training()
    {
        Frame loans = TableSamples.Loans(100);
        for (long seed = 0; seed < 12; seed++)
        {
            Frame table = loans.With(new CategoricalColumn("paid", [.. Enumerable.Range(0, 100).Select(row => row == 9 ? "perhaps" : loans["paid"].TextAt(row))]));
            var recorded = new RecordedTraining { StopAt = "constant guess" };
            Assert.Throws<OperationCanceledException>(() => TableTraining.Run(table, Quick("paid") with { Seed = seed }, recorded, recorded.Stop.Token));
            Assert.Equal(["no", "perhaps", "yes"], recorded.Description!.Classes);
        }
    }

    [Fact]
    public void Options_that_contradict_the_table_are_refused()
    {
        Frame loans = TableSamples.Loans();
        Frame sales = TableSamples.Sales();
        Assert.Contains("Rmse for paid", Refused(loans, Quick("paid") with { Metric = TableMetric.Rmse }));
        Assert.Contains("Accuracy for sold", Refused(sales, Quick("sold") with { Metric = TableMetric.Accuracy }));
        Assert.Contains("4: clerk", Refused(loans, Quick("job") with { Metric = TableMetric.RocAuc }));
        Assert.Contains("a table without dates", Refused(loans, Quick("paid") with { Split = TableSplit.Time }));
        Assert.Contains("got: 0.7", Refused(loans, Quick("paid") with { ValidFraction = 0.7 }));
        Assert.Contains("paid among the columns to drop", Refused(loans, Quick("paid") with { Drop = ["paid"] }));
        Assert.Contains("job of kind Text, such as \"", Assert.Throws<HoneDataException>(() => TableTraining.Run(loans, Quick("paid") with { Split = TableSplit.Time, Date = "job" })).Message);
        Assert.Contains("10 rows", Assert.Throws<HoneDataException>(() => TableTraining.Run(loans.Head(10), Quick("paid"))).Message);
        Assert.Contains("id, country, job, income, age left out", Assert.Throws<HoneDataException>(() => TableTraining.Run(loans, Quick("paid") with { Drop = ["job", "income", "age"] })).Message);
        Frame below = sales.MapNumbers("sold", value => value - 30);
        Assert.Contains("of 360 below", Assert.Throws<HoneDataException>(() => TableTraining.Run(below, Quick("sold") with { Metric = TableMetric.Rmsle })).Message);
    }

    [Fact]
    public void Copies_across_the_split_are_counted_by_their_targets_and_honest_repetition_is_not()
    {
        Frame loans = TableSamples.Loans();
        Frame doubled = Frame.Concat(loans, loans.Take([.. Enumerable.Range(0, 90)]));
        var recorded = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(doubled.Without("id"), Quick("paid"), recorded, recorded.Stop.Token));
        ProcNote note = Assert.Single(recorded.Notes, note => note.What.Contains("equal a row to learn from", StringComparison.Ordinal));
        Assert.InRange(note.Count, 15, 60);
        Assert.Contains($"{note.Count} with the same label, 0 with different labels", note.What);
        Assert.Matches("^row \\d+ = row \\d+$", note.Example);

        // A table of two columns with few values repeats itself honestly.
        Frame small = Frame.ParseCsv("a,b,y\n" + string.Concat(Enumerable.Range(0, 300).Select(row => $"{row * 7 % 5},{(row * 11 % 6 > 2 ? "x" : "z")},{(row % 3 == 0 ? "yes" : "no")}\n")));
        var honest = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(small, Quick("y"), honest, honest.Stop.Token));
        Assert.DoesNotContain(honest.Notes, note => note.Column == "all columns");
        var plain = new RecordedTraining { StopAt = "constant guess" };
        Assert.Throws<OperationCanceledException>(() => TableTraining.Run(loans, Quick("paid"), plain, plain.Stop.Token));
        Assert.DoesNotContain(plain.Notes, note => note.Column == "all columns");
    }

    [Fact]
    public void A_refit_keeps_the_honest_figure_and_knows_the_rows_that_were_held_back()
    {
        // The income of each job is in one row alone; whoever has not seen it answers something else.
        Frame table = TableSamples.Loans();
        TableTrainingOptions options = Quick("income");
        TableTrainingResult plain = TableTraining.Run(table, options);
        TableTrainingResult refit = TableTraining.Run(table, options with { Refit = true });
        Assert.Equal(plain.Rungs.Select(rung => (rung.Name, rung.Score)), refit.Rungs.Select(rung => (rung.Name, rung.Score)));
        Assert.Equal((plain.Best.Name, plain.Best.Score), (refit.Best.Name, refit.Best.Score));
        Assert.Equal(((int?)null, (int?)300), (plain.RefitRows, refit.RefitRows));
        Assert.Equal(plain.Predictor.Members.Count, refit.Predictor.Members.Count);
        Assert.NotEqual(plain.Predictor.Predict(table).Outputs.ToArray(), refit.Predictor.Predict(table).Outputs.ToArray());

        // A word that only held-back rows have is known to the refitted model.
        int[] held = [.. Enumerable.Range(0, 300).Where(row => row >= 240)];
        Frame late = table.With(new CategoricalColumn("place", [.. Enumerable.Range(0, 300).Select(row => row >= 240 ? "new" : row % 2 == 0 ? "north" : "south")]));
        TableTrainingOptions byTime = options with { Split = TableSplit.Time, Date = "id", Drop = ["country"] };
        Frame rows = late.Take(held);
        Assert.Contains(TableTraining.Run(late, byTime).Predictor.Predict(rows).Report.Notes, note => note.Column == "place");
        Assert.DoesNotContain(TableTraining.Run(late, byTime with { Refit = true }).Predictor.Predict(rows).Report.Notes, note => note.Column == "place");
    }

    private static string Refused(Frame table, TableTrainingOptions options)
    {
        TableException error = Assert.Throws<TableException>(() => TableTraining.Run(table, options));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        return error.Message;
    }

    private static TableTrainingOptions Quick(string target) => new() { Target = target, ForestTrees = 10, BoostingRounds = 20 };
}
