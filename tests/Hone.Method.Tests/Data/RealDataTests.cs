namespace Hone.Method.Tests;

/// <summary>From raw data to a sealed split, on real data of three kinds.</summary>
public sealed class RealDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bike_sharing_is_split_by_time_and_backtested()
    {
        Project project = NewProject("cnt", "rmsle");
        project.Data.Add(Shared("bike-hour.csv.gz"), new DataSource { IdColumn = "instant" });

        SplitAdvice advice = SplitMaker.Plan(project);
        Split split = SplitMaker.Make(project, "v1", new() { Options = new() { Fractions = new() { Valid = 0.2, Test = 0.1 } } });
        Split backtest = SplitMaker.Make(project, "bt", new() { Time = "dteday", By = "hr", Backtest = new() { Origins = 6, Gap = TimeSpan.FromDays(7), Horizon = TimeSpan.FromDays(30) } });

        Assert.Equal((SplitStrategy.Time, "dteday"), (advice.Strategy, advice.Answers.TimeColumn));
        Assert.Equal((12_163, 3_480, 1_736), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
        Assert.Equal(new DateTime(2012, 12, 2), backtest.Windows![5].ValidFrom);

        // Seven days have 168 hours, of which a hurricane left some unrecorded.
        Assert.All(backtest.GetFolds(), fold => Assert.True(fold.TrainIndices.Max() + 100 < fold.ValidIndices.Min()));
        Assert.Equal(1_736, project.Data.SealTest(project.Splits.Freeze("v1", project.Data.Manifest.Hash)));
    }

    [Fact]
    public void Flowers_keep_their_given_test_part_and_get_stratified_folds()
    {
        Project project = NewProject("label", "accuracy");
        project.Data.Add(Shared("flowers12.tar.gz"));

        SplitAdvice advice = SplitMaker.Plan(project, new() { PredictsFuture = false, SharesEntity = false });
        Split split = SplitMaker.Make(project, "v1", new() { Options = new() { Folds = 5 } });

        Assert.Equal(SplitStrategy.GivenTest, advice.Strategy);
        Assert.Equal((576, 144, 240), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
        Assert.All(split.ClassShares!.FoldDeviations!, deviation => Assert.Equal(0, deviation, 12));
        Assert.Equal(240, project.Data.SealTest(project.Splits.Freeze("v1", project.Data.Manifest.Hash)));
        Assert.Equal(240, project.Data.Load().Columns["label"].MissingCount);
    }

    [Fact]
    public void Faces_are_split_by_person_and_a_linear_model_of_gray_pixels_beats_the_mean_face()
    {
        Project project = Project.Create(_folder["p"], new Charter { Question = "?", Target = "points", TargetKind = TargetKind.Points, Metric = "mae" });
        project.Data.Add(Shared("face-keypoints-96.tar.gz"));

        SplitAdvice advice = SplitMaker.Plan(project, new() { PredictsFuture = false });
        Split split = SplitMaker.Make(project, "v1", new() { Options = new() { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = 42 } });
        FrozenSplit frozen = project.Splits.Freeze("v1", project.Data.Manifest.Hash);
        ProjectDataset data = project.Data.Load(TestContext.Current.CancellationToken);
        LadderReport ladder = Ladder.Run(project, frozen, LadderLoader.Load(project, frozen, cancellationToken: TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((SplitStrategy.Group, "person"), (advice.Strategy, advice.Answers.EntityColumn));
        Assert.Contains("347 of the 347 different 'person' of its test part", advice.Questions[4].Evidence, StringComparison.Ordinal);
        Assert.Equal((347, 0), (split.Groups!.Total, split.Groups.Shared));
        Assert.Equal((2963, 846, 423), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
        Assert.Equal((4232, 136, "x0", "y67"), (data.Ids.Count, data.Targets.Count, data.Targets[0], data.Targets[^1]));

        // The prefix of the names is the person too.
        Assert.Equal(ProjectDataset.Texts(data.Columns["person"]), ProjectDataset.Texts(data.Columns["prefix"]));
        double Of(string name) => ladder.Rows.Single(row => row.Name == name).Score!.Value;
        Assert.Equal(3.888, Of("mean points"), 0.001);
        Assert.Equal(3.298, Of("gray pixels"), 0.01);
        Assert.Equal(("gray pixels", ExitCode.Pass), (ladder.Best, ladder.ExitCode(strict: true)));
    }

    private Project NewProject(string target, string metric) =>
        Project.Create(_folder["p"], new Charter { Question = "?", Target = target, Metric = metric });

    private static string Shared(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("HONE_DATA");
        string path = Path.Combine(folder ?? "", name);
        Assert.SkipUnless(folder is not null && File.Exists(path), $"{name} is not in the folder of HONE_DATA ({folder ?? "not set"})");
        return path;
    }
}
