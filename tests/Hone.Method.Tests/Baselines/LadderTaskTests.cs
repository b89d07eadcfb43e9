using Hone.Learn.Data;

namespace Hone.Method.Tests.Baselines;

public sealed class LadderTaskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, double> Scores(LadderTask task, string metric)
    {
        ScoreMetric score = task.MetricOf(metric);
        return task.Rungs.ToDictionary(rung => rung.Name, rung => score.Score(new RunPredictions(task.ValidIds, task.ValidTargets, rung.Predict(1, Token).Outputs)));
    }

    [Fact]
    public void Words_that_tell_classes_apart_are_found_by_naive_bayes()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? $"A wonderful film, number {i}" : $"a DULL film number {i}")];
        string[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "good" : "bad")];

        Dictionary<string, double> scores = Scores(TextLadder.Of(texts, labels, LadderSamples.Rows(60)), "accuracy");

        Assert.Equal(["zeros", "constant", "bag of words"], scores.Keys);
        Assert.Equal((0.5, 1.0), (scores["zeros"], scores["bag of words"]));
    }

    [Fact]
    public void Naive_bayes_gives_the_probability_worked_by_hand()
    {
        var model = new NaiveBayes(2);
        model.Add("a a b", 0);
        model.Add("b", 1);

        // p(0) ∝ 2/4 · (2+1)/(3+2), p(1) ∝ 2/4 · (0+1)/(1+2) for the word a.
        double first = 0.5 * 3 / 5;
        double second = 0.5 * 1 / 3;
        Assert.Equal(first / (first + second), model.Predict("a")[0], 1e-6);
        Assert.Equal(0.5, model.Predict("unknown")[0], 1e-6);
    }

    [Fact]
    public void Texts_without_words_leave_the_bag_out()
    {
        TextLadder task = TextLadder.Of(["!", "?", "!", "."], ["a", "b", "a", "b"], new LadderRows([0, 1], [2, 3], ["2", "3"]));

        Assert.Contains("0 words", Assert.Throws<BaselineException>(() => task.Rungs[2].Predict(1, Token)).Message);
    }

    [Fact]
    public void Biases_of_users_and_items_explain_ratings_that_are_made_of_them()
    {
        var rows = (from user in Enumerable.Range(0, 40) from item in Enumerable.Range(0, 31) select (user, item)).ToArray();
        var frame = new Frame(
            new CategoricalColumn("user", [.. rows.Select(row => $"u{row.user}")]),
            new CategoricalColumn("item", [.. rows.Select(row => $"i{row.item}")]),
            new NumberColumn("rating", [.. rows.Select(row => 3 + ((row.user % 5) - 2) + (0.5 * ((row.item % 3) - 1)))]));

        Dictionary<string, double> scores = Scores(RatingsLadder.Of(frame, "user", "item", "rating", "rmse", LadderSamples.Rows(rows.Length)), "rmse");

        Assert.Equal(["zeros", "constant", "item bias", "user and item bias"], scores.Keys);
        Assert.True(scores["zeros"] > scores["constant"] && scores["constant"] > scores["item bias"] && scores["user and item bias"] < 0.8, string.Join(", ", scores));
    }

    [Fact]
    public void Ratings_need_their_columns_and_a_metric_of_values()
    {
        Frame frame = LadderSamples.Table();

        Assert.Contains("no column user", Assert.Throws<BaselineException>(() => RatingsLadder.Of(frame, "user", "x", "value", "rmse", LadderSamples.Rows(9))).Message);
        Assert.Equal(ExitCode.Usage, Assert.Throws<BaselineException>(() => RatingsLadder.Of(frame, "name", "x", "value", "accuracy", LadderSamples.Rows(9))).ExitCode);
    }

    [Fact]
    public void A_weekly_series_is_predicted_by_the_week_before()
    {
        double[] values = [.. Enumerable.Range(0, 140).Select(day => day % 7 >= 5 ? 100.0 : 10 + (day % 7))];
        var frame = new Frame(
            new DateColumn("day", [.. Enumerable.Range(0, 140).Select(day => (DateTime?)new DateTime(2026, 1, 1).AddDays(day))]),
            new NumberColumn("value", values));
        var rows = new LadderRows([.. Enumerable.Range(0, 119)], [.. Enumerable.Range(119, 21)], [.. Enumerable.Range(119, 21).Select(day => $"{day}")]);

        Dictionary<string, double> scores = Scores(TimeLadder.Of(frame, "value", "day", "mae", rows), "mae");

        Assert.Equal(["zeros", "constant", "last value", "seasonal naive"], scores.Keys);
        Assert.Equal(0, scores["seasonal naive"]);

        // The last training value is that of a Saturday in this calendar: right on two days of seven.
        Assert.True(scores["last value"] > 20);
    }

    [Fact]
    public void A_short_history_has_no_season()
    {
        var frame = new Frame(new IntegerColumn("t", [1, 2, 3, 4]), new NumberColumn("value", [1, 2, 3, 4]));
        TimeLadder task = TimeLadder.Of(frame, "value", "t", "mae", new LadderRows([0, 1, 2], [3], ["3"]));

        Assert.Contains("got: 3", Assert.Throws<BaselineException>(() => task.Rungs[3].Predict(1, Token)).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([3f], task.Rungs[2].Predict(1, Token).Outputs);
    }

    [Fact]
    public void Times_that_cannot_be_read_or_come_twice_are_named()
    {
        var words = new Frame(new CategoricalColumn("t", ["2026-01-01", "yesterday", "2026-01-03"]), new NumberColumn("value", [1, 2, 3]));
        var twice = new Frame(new IntegerColumn("t", [1, 1, 2]), new NumberColumn("value", [1, 2, 3]));
        var rows = new LadderRows([0, 1], [2], ["2"]);

        Assert.Contains("'yesterday'", Assert.Throws<BaselineException>(() => TimeLadder.Of(words, "value", "t", "mae", rows)).Message);
        var error = Assert.Throws<BaselineException>(() => TimeLadder.Of(twice, "value", "t", "mae", rows));
        Assert.Contains("time 1 twice", error.Message);
        Assert.Contains("--group", error.Message);
    }

    [Fact]
    public void Pictures_that_differ_in_color_are_told_apart_by_their_mean_color()
    {
        var random = new Random(1);
        ImageData Read(int index)
        {
            var pixels = new byte[12 * 12 * 3];
            for (int p = 0; p < pixels.Length; p++)
            {
                pixels[p] = (byte)(random.Next(60) + (p % 3 == index % 2 ? 150 : 20));
            }

            return new ImageData(12, 12, 3, pixels);
        }

        string[] labels = [.. Enumerable.Range(0, 90).Select(i => i % 2 == 0 ? "red" : "green")];

        Dictionary<string, double> scores = Scores(ImageLadder.Of(Read, labels, LadderSamples.Rows(90), Token), "accuracy");

        Assert.Equal(["zeros", "constant", "mean color", "nearest class mean", "thumbnail neighbors"], scores.Keys);
        Assert.Equal([1, 1, 1], scores.Values.Skip(2).Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void Masks_with_a_sky_above_and_a_street_below_are_predicted_place_by_place()
    {
        // Class 1 above the horizon, 2 below; one row of class 0, which is not judged in the second task.
        ImageData Read(int index)
        {
            var pixels = new byte[32 * 32];
            for (int p = 0; p < pixels.Length; p++)
            {
                pixels[p] = (byte)(p / 32 == 0 ? 0 : p / 32 < 16 + (index % 2) ? 1 : 2);
            }

            return new ImageData(32, 32, 1, pixels);
        }

        Dictionary<string, double> accuracy = Scores(MaskLadder.Of(Read, "accuracy", LadderSamples.Rows(12)), "accuracy");
        Dictionary<string, double> iou = Scores(MaskLadder.Of(Read, "iou", LadderSamples.Rows(12), ignoredClass: 0), "iou");

        Assert.Equal(["zeros", "constant", "per-pixel majority"], accuracy.Keys);
        Assert.Equal(1.0 / 32, accuracy["zeros"], 1e-6);
        Assert.InRange(accuracy["constant"], 0.45, 0.55);
        Assert.True(accuracy["per-pixel majority"] > 0.95 && iou["per-pixel majority"] > 0.9);
        Assert.Equal(0, iou["zeros"]);
        Assert.Contains("'mae'", Assert.Throws<MetricException>(() => MaskLadder.Of(Read, "mae", LadderSamples.Rows(12))).Message);
    }

    [Fact]
    public void A_missing_or_wrong_target_is_named_with_its_row()
    {
        var frame = new Frame(new NumberColumn("x", [1, 2, 3]), new NumberColumn("y", [1, double.NaN, 3]), new CategoricalColumn("c", ["a", null, "b"]));
        var rows = new LadderRows([0, 1], [2], ["2"]);

        Assert.Contains("row 3 of the file", Assert.Throws<BaselineException>(() => TableLadder.Of(frame, "y", "mae", rows)).Message);
        Assert.Contains("row 3 of the file", Assert.Throws<BaselineException>(() => TableLadder.Of(frame, "c", "accuracy", rows)).Message);
        Assert.Contains("'a'", Assert.Throws<BaselineException>(() => TableLadder.Of(frame, "c", "mae", rows)).Message);
        Assert.Contains("the columns x, y, c", Assert.Throws<BaselineException>(() => TableLadder.Of(frame, "z", "mae", rows)).Message);
        Assert.Contains("1: a", Assert.Throws<BaselineException>(() => TableLadder.Of(frame, "c", "accuracy", new LadderRows([0], [0], ["0"]))).Message);
    }

    [Fact]
    public void A_table_with_nothing_but_its_target_has_trivial_rungs_only()
    {
        var frame = new Frame(new NumberColumn("y", [1, 2, 3, 4]));
        TableLadder task = TableLadder.Of(frame, "y", "mae", new LadderRows([0, 1], [2, 3], ["2", "3"]));

        Assert.Equal([1.5f, 1.5f], task.Rungs[1].Predict(1, Token).Outputs);
        foreach (LadderRung rung in task.Rungs.Skip(2))
        {
            var error = Assert.Throws<BaselineException>(() => rung.Predict(1, Token));
            Assert.Equal(ExitCode.NotChecked, error.ExitCode);
            Assert.Contains("0 features", error.Message);
        }
    }

    [Fact]
    public void The_loader_finds_tables_texts_masks_and_pictures_by_what_is_there()
    {
        Project project = CombineSamples.Project(_folder["p"], target: "class");
        string raw = Path.Combine(project.Directory, "data", "raw");
        string[] ids = [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? $"good/{i}.txt" : $"bad/{i}.txt")];
        foreach (string id in ids)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(raw, id))!);
            File.WriteAllText(Path.Combine(raw, id), id.StartsWith("good", StringComparison.Ordinal) ? "lovely" : "awful");
        }

        FrozenSplit split = LadderSamples.Freeze(project, ids);
        Assert.Equal(LadderKind.Text, LadderLoader.Load(project, split, cancellationToken: Token).Kind);
        Directory.CreateDirectory(Path.Combine(raw, "tables"));
        string csv = Path.Combine(raw, "train.csv");
        File.WriteAllText(csv, "key,class,x\n" + string.Concat(ids.Select((id, i) => $"{id},{(i % 2 == 0 ? "a" : "b")},{i}\n")));
        LadderTask table = LadderLoader.Load(project, split, cancellationToken: Token);

        Assert.Equal((LadderKind.Table, 4), (table.Kind, table.ValidIds.Count));
        var missing = Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, new LadderSource { Path = csv, IdColumn = "x" }, Token));
        Assert.Contains("the 12 training and validation items of split 'v1'", missing.Message);
        Assert.Contains("0 of them among 12", missing.Message);
        Assert.Contains("'none'", Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, new LadderSource { Path = csv, IdColumn = "none" }, Token)).Message);
        var nothing = Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, new LadderSource { Path = Path.Combine(raw, "tables") }, Token));
        Assert.Contains("0 tables, 0 pictures, 0 texts", nothing.Message);
    }

    [Fact]
    public void What_the_project_knows_about_its_data_need_not_be_said_again()
    {
        Project project = CombineSamples.Project(_folder["p"], target: "class");
        string raw = Path.Combine(project.Directory, "data", "raw", "kaggle");
        Directory.CreateDirectory(raw);
        string[] ids = [.. Enumerable.Range(5, 12).Select(row => $"{row}")];
        File.WriteAllText(Path.Combine(raw, "a.csv"), "other,key,class\n" + string.Concat(ids.Select((id, i) => $"{i},{id},{(i % 2 == 0 ? "a" : "b")}\n")));
        File.WriteAllText(Path.Combine(raw, "b.csv"), "key,class\n1,a\n");
        FrozenSplit split = LadderSamples.Freeze(project, ids);
        Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, cancellationToken: Token));
        string source = Path.Combine(project.Directory, "data", "source.json");
        File.WriteAllText(source, """{ "table": "kaggle/a.csv", "idColumn": "key" }""");

        Assert.Equal(4, LadderLoader.Load(project, split, cancellationToken: Token).ValidIds.Count);
        File.WriteAllText(source, "{");
        var error = Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, cancellationToken: Token));
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Contains("source.json", error.Message);
    }

    [Fact]
    public void A_project_without_a_frozen_split_has_no_ladder()
    {
        Project project = CombineSamples.Project(_folder["p"]);

        var error = Assert.Throws<BaselineException>(() => LadderLoader.SplitOf(project, null));

        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Contains("no frozen split", error.Message);
    }

    [Fact]
    public void Masks_go_by_the_path_of_their_picture()
    {
        Project project = CombineSamples.Project(_folder["p"], metric: "iou");
        string raw = Path.Combine(project.Directory, "data", "raw");
        string[] ids = [.. Enumerable.Range(0, 9).Select(i => $"images/{i}.bmp")];
        foreach (string id in ids)
        {
            foreach (string path in new[] { Path.Combine(raw, id), Path.Combine(raw, "masks", Path.GetFileNameWithoutExtension(id) + ".png") })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, Png.Encode(new ImageData(4, 4, 1, [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1])));
            }
        }

        LadderTask task = LadderLoader.Load(project, LadderSamples.Freeze(project, ids), cancellationToken: Token);

        Assert.Equal(LadderKind.Masks, task.Kind);
        Assert.Equal(1, Scores(task, "iou")["per-pixel majority"], 1e-6);
    }
}
