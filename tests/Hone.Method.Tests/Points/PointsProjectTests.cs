using System.Text;

namespace Hone.Method.Tests.Points;

/// <summary>Ladder, checks, submissions and report of a project whose target is several numbers.</summary>
public sealed class PointsProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_ladder_of_points_climbs_from_zeros_to_gray_pixels_and_each_rung_is_a_run()
    {
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project);

        LadderTask task = LadderLoader.Load(project, split, cancellationToken: Token);
        LadderReport report = Ladder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal(LadderKind.Points, report.Kind);
        Assert.Equal(["zeros", "mean points", "median points", "thumbnail neighbors", "gray pixels"], report.Rows.Select(row => row.Name));
        Assert.All(report.Rows, row => Assert.Equal((CheckOutcome.Pass, 18), (row.Outcome, row.N)));
        double[] scores = [.. report.Rows.Select(row => row.Score!.Value)];
        Assert.True(scores[0] > scores[1] && scores[4] < scores[1], string.Join(", ", scores));
        Assert.Null(report.Rows[2].Gain);
        Assert.True(report.Rows[4].Gain > 0, $"{report.Rows[4].Gain}");
        Assert.Equal("gray pixels", report.Best);
        RunPredictions kept = project.Runs.Find(report.Rows[1].RunId!).ReadValidPredictions();
        Assert.Equal((4, 4), (kept.TargetCount, kept.OutputCount));
        Assert.Equal(kept.OutputsOf(0).ToArray(), kept.OutputsOf(17).ToArray());
        Assert.Contains(report.Checks, check => check.Id == MetricSelfTest.Id && check.Outcome == CheckOutcome.Pass);
        Assert.Contains(report.Checks, check => check.Id == InputControl.Id);
        Assert.Equal([.. report.Rows.Select(row => row.RunId)], Ladder.Run(project, split, task, cancellationToken: Token).Rows.Select(row => row.RunId));
        Assert.NotNull(Ladder.GainOf(project, project.Runs.Find(report.Rows[4].RunId!)));
    }

    [Fact]
    public void The_mean_and_the_median_of_each_number_are_those_of_the_training_items()
    {
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project);
        ProjectDataset data = project.Data.Load(Token);
        LadderTask task = LadderLoader.Load(project, split, cancellationToken: Token);
        double[] xs = [.. split.Split.TrainIndices.Select(index => (double)data.NumbersOf(data.Ids.ToList().IndexOf(split.Split.Ids[index]))[0])];

        float[] mean = task.Rungs[1].Predict(1, Token).Outputs;
        float[] median = task.Rungs[2].Predict(1, Token).Outputs;

        Assert.Equal(xs.Average(), mean[0], 1e-4);
        Assert.Equal(Bootstrap.Quantile([.. xs.Order()], 0.5), median[0], 1e-4);
        Assert.Equal(4 * 18, median.Length);
    }

    [Fact]
    public void Ridge_regression_finds_the_line_of_each_number_and_answers_zeros_with_its_intercept()
    {
        // y0 = 2 a + 1, y1 = -b.
        float[] rows = [0, 0, 1, 0, 0, 1, 2, 1, 1, 3];
        double[] targets = [1, 0, 3, 0, 1, -1, 5, -1, 3, -3];

        RidgeRegression model = RidgeRegression.Fit(rows, targets, 5, 1e-9, Token);

        Assert.Equal([1.0, 0], model.Blank.Select(value => Math.Round(value, 6)));
        Assert.Equal([21f, -5f], model.Predict([10, 5], 1).Select(value => MathF.Round(value, 4)));
    }

    [Fact]
    public void A_metric_of_classes_a_gap_and_data_without_pictures_are_refused()
    {
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project);
        LadderTask task = LadderLoader.Load(project, split, new() { Kind = LadderKind.Points }, Token);
        ProjectDataset data = project.Data.Load(Token);
        LadderRows rows = LadderRows.Of(split, data.Ids, "here");

        MetricException metric = Assert.Throws<MetricException>(() => task.MetricOf("accuracy"));
        BaselineException gap = Assert.Throws<BaselineException>(() => PointsLadder.Of(
            _ => throw new InvalidOperationException(), index => index == rows.Valid[1] ? [1, double.NaN, 3, 4] : data.TruthOf(index), rows, Token));
        BaselineException path = Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, new() { Kind = LadderKind.Points, Path = _folder["faces"] }, Token));

        Assert.Contains("4 numbers an item: mae, mse, rmse", metric.Expected, StringComparison.Ordinal);
        Assert.Contains("4 numbers, 1 of them missing", gap.Got, StringComparison.Ordinal);
        Assert.Contains($"'{rows.ValidIds[1]}'", gap.Where, StringComparison.Ordinal);
        Assert.Contains("hone data add", path.Try, StringComparison.Ordinal);
        Assert.Contains("items of kind Points", Assert.Throws<BaselineException>(() => HumanBaseline.Prepare(project, task, 5, 1)).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_pictures_has_no_ladder_of_points_and_says_so()
    {
        Project project = Project.Create(_folder["t"], new Charter { Question = "?", Target = "points", TargetKind = TargetKind.Points, Metric = "mae" });
        File.WriteAllText(_folder["t.csv"], "id,x,y\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{(char)('a' + i)},{i},{i}\n")));
        project.Data.Add(_folder["t.csv"], new DataSource { IdColumn = "id" });
        FrozenSplit split = SmallFaces.Freeze(project, new() { Strategy = SplitStrategy.Random, KnowsRandom = true, Options = new() { Fractions = new() { Valid = 0.25, Test = 0 } } });

        BaselineException error = Assert.Throws<BaselineException>(() => LadderLoader.Load(project, split, cancellationToken: Token));

        Assert.Equal(ExitCode.NotChecked, error.ExitCode);
        Assert.Contains("data of kind Table", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_with_one_number_or_a_class_in_their_table_have_a_ladder_too()
    {
        Project number = Project.Create(_folder["n"], new Charter { Question = "?", Target = "x0", Metric = "r2" });
        number.Data.Add(SmallFaces.Write(_folder.Path));
        Project person = Project.Create(_folder["c"], new Charter { Question = "?", Target = "person", Metric = "accuracy" });
        person.Data.Add(_folder["faces"]);
        SplitRequest chance = new() { Strategy = SplitStrategy.Stratified, KnowsRandom = true, Options = new() { Fractions = new() { Valid = 0.25, Test = 0 } } };

        LadderTask one = LadderLoader.Load(number, SmallFaces.Freeze(number, chance), cancellationToken: Token);
        LadderTask classes = LadderLoader.Load(person, SmallFaces.Freeze(person, chance), cancellationToken: Token);

        Assert.Equal((LadderKind.Points, 18), (one.Kind, one.ValidTargets.Count));
        Assert.Equal("r2", one.MetricOf("r2").Name);
        Assert.Equal((LadderKind.Images, SmallFaces.People), (classes.Kind, classes.ClassNames.Count));
    }

    [Fact]
    public void Checks_of_labels_are_not_checked_with_the_reason_and_a_person_in_two_parts_is_an_error()
    {
        Project project = SmallFaces.Project(_folder);
        SmallFaces.Freeze(project, new() { Strategy = SplitStrategy.Random, KnowsRandom = true, Options = new() { Fractions = new() { Valid = 0.25, Test = 0.25 } } });
        CheckedData data = CheckSource.Open(project.Directory, cancellationToken: Token);

        CheckReport facts = Method.Checks.Data(data, null, Token);
        CheckReport split = Method.Checks.Split(data, null, Token);
        CheckReport leak = Method.Checks.Leak(data, null, Token);

        Assert.Equal(SmallFaces.Count, data.Ids.Count);
        Assert.All(facts.Results.Where(result => result.Id is "data/label-conflicts" or "data/class-counts"), result =>
            Assert.Equal((CheckOutcome.NotChecked, "the target is 4 numbers an item: this check needs one class or one number"), (result.Outcome, result.Message)));
        Assert.DoesNotContain(facts.Results.Concat(split.Results).Concat(leak.Results), result => result.Outcome == CheckOutcome.Broken);
        Finding shared = Assert.Single(split.Findings, finding => finding.Id == "split/groups-train-valid");
        Assert.Equal(Severity.Error, shared.Severity);
        Assert.Contains("of column person are in train and in valid", shared.What, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Findings, split.ExitCode(strict: false));
    }

    [Fact]
    public void A_copy_of_a_face_in_another_part_is_found()
    {
        Project project = SmallFaces.Project(_folder);
        Project copies = Project.Create(_folder["q"], project.Charter);
        File.Copy(_folder["faces/training/Anna_A_00.png"], _folder["faces/test/Anna_L_05.png"], overwrite: true);
        copies.Data.Add(_folder["faces"]);
        SmallFaces.Freeze(copies, new() { Parts = "part" });

        CheckReport leak = Method.Checks.Leak(CheckSource.Open(copies.Directory, cancellationToken: Token), null, Token);

        Assert.Contains(leak.Findings, finding => finding.Id == "leak/duplicates-train-test" && finding.Severity == Severity.Error);
    }

    [Fact]
    public void A_submission_of_points_has_a_column_for_each_number_and_the_items_of_the_test_part()
    {
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project);
        SubmissionSample sample = SubmissionSample.FromSplit(project, split);
        string zeros = Write("zeros.csv", Submission.Zeros(sample));
        var said = new UnlabelledPredictions([.. sample.Ids.Reverse()], [.. Enumerable.Range(0, 4 * 18).Select(at => at + 0.5f)]);
        string run = Write("run.csv", Submission.From(said, sample));
        string text = File.ReadAllText(run);

        Assert.Equal((SubmissionForm.Value, 18, "x0,y0,x1,y1"), (sample.Form, sample.Ids.Count, string.Join(',', sample.TargetColumns)));
        Assert.True(SubmissionValidator.Validate(zeros, sample).IsValid);
        Assert.True(SubmissionValidator.Validate(run, sample).IsValid);
        Assert.StartsWith($"id,x0,y0,x1,y1\n{sample.Ids[0]},68.5,69.5,70.5,71.5\n", text, StringComparison.Ordinal);
        string cut = Write("cut.csv", Encoding.UTF8.GetBytes(string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(',')] + "\n"))));
        Assert.Contains(SubmissionValidator.Validate(cut, sample).Problems, problem => problem.Rule == SubmissionRule.Columns);
        SubmissionException error = Assert.Throws<SubmissionException>(() => Submission.From(new UnlabelledPredictions(sample.Ids, new float[3 * 18]), sample));
        Assert.Contains("3 outputs for each item, 4 columns", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_of_zeros_in_several_columns_asks_for_values_and_a_split_without_test_has_no_sample()
    {
        string path = Write("sample.csv", Encoding.UTF8.GetBytes("id,x0,y0\na,0,0\nb,0,0\n"));
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project, new() { By = "person", Options = new() { Fractions = new() { Valid = 0.25, Test = 0 } } });

        SubmissionException error = Assert.Throws<SubmissionException>(() => SubmissionSample.FromSplit(project, split));

        Assert.Equal(SubmissionForm.Value, SubmissionSample.Read(path).Form);
        Assert.Contains("0 test items, 4 target columns", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_names_the_worst_items_by_their_mean_error()
    {
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project);
        Ladder.Run(project, split, LadderLoader.Load(project, split, cancellationToken: Token), cancellationToken: Token);

        ReportResult result = ProjectReport.Write(project, new ReportOptions { NameItems = true });

        string text = File.ReadAllText(result.Path);
        Assert.Contains("largest error", text, StringComparison.Ordinal);
        Assert.Contains("half of the errors are below", text, StringComparison.Ordinal);
        Assert.Contains("gray pixels", text, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }
}
