namespace Hone.Method.Tests.Checks;

/// <summary>What checks and segments of a project leave out: columns that the baseline ladder drops, and all columns of a target of several numbers.</summary>
public sealed class ProjectColumnsTests : IDisposable
{
    private const int Rows = 300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_that_the_ladder_drops_are_no_features_of_the_checks_and_of_the_segments()
    {
        Project project = Rides();
        Assert.Contains(Leak(project).Findings, finding => finding.What.Contains("'registered'", StringComparison.Ordinal));
        FrozenSplit split = project.Splits.Open("v1");

        LadderReport ladder = Ladder.Run(project, split, LadderLoader.Load(project, split, new LadderSource { Drop = ["registered"] }), null, TestContext.Current.CancellationToken);
        CheckedTable table = Assert.IsType<CheckedTable>(CheckSource.Open(project.Directory, null, TestContext.Current.CancellationToken));
        SegmentReport segments = Segments.Find(project, project.Runs.Find(ladder.Rows[^2].RunId!), null, TestContext.Current.CancellationToken);

        Assert.Equal(["registered"], Ladder.Read(project)!.Dropped);
        Assert.Equal(["hour", "wind"], table.FeatureNames);
        Assert.Equal(["left out, as the baseline ladder does (hone baseline --drop): registered"], table.Notes);
        Assert.DoesNotContain(Method.Checks.Leak(table).Findings, finding => finding.What.Contains("'registered'", StringComparison.Ordinal));
        Assert.Equal(["registered"], segments.LeftOut);
        Assert.DoesNotContain("registered", segments.Columns);
    }

    [Fact]
    public void All_columns_of_a_target_of_several_numbers_are_no_features()
    {
        string file = _folder["points.csv"];
        var random = new Random(2);
        string[] rows = [.. Enumerable.Range(0, Rows).Select(row => FormattableString.Invariant($"r{row},{random.NextDouble():0.000},{random.NextDouble():0.000},{random.NextDouble():0.000}"))];
        File.WriteAllText(file, "id,size,x0,y0\n" + string.Join('\n', rows) + "\n");
        Project project = Project.Create(_folder["points"], new Charter { Question = "Where?", Target = "points", TargetKind = TargetKind.Points, Metric = "mae" });
        project.Data.Add(file, new DataSource { IdColumn = "id", Targets = "x0,y0", Kind = DataKind.Table });

        CheckedTable table = Assert.IsType<CheckedTable>(CheckSource.Open(project.Directory, null, TestContext.Current.CancellationToken));

        Assert.Equal(["size"], table.FeatureNames);
        Assert.Equal(["2 columns are the target and no features: x0, y0"], table.Notes);
    }

    private static CheckReport Leak(Project project) => Method.Checks.Leak(CheckSource.Open(project.Directory, null, TestContext.Current.CancellationToken));

    /// <summary>Rides by hour and wind; all but a few riders are registered, so that column tells the target.</summary>
    private Project Rides()
    {
        var random = new Random(1);
        string[] rows = [.. Enumerable.Range(0, Rows).Select(row =>
        {
            int hour = random.Next(24);
            int registered = (5 * hour) + random.Next(200);
            return FormattableString.Invariant($"r{row},{hour},{random.NextDouble():0.000},{registered},{registered + random.Next(2)}");
        })];
        string file = _folder["rides.csv"];
        File.WriteAllText(file, "id,hour,wind,registered,cnt\n" + string.Join('\n', rows) + "\n");
        Project project = Project.Create(_folder["rides"], new Charter { Question = "How many?", Target = "cnt", Metric = "mae" });
        project.Data.Add(file, new DataSource { IdColumn = "id" });
        Split split = SplitMaker.Make(project, "v1", new SplitRequest { Strategy = SplitStrategy.Random, KnowsRandom = true }, TestContext.Current.CancellationToken);
        project.Splits.Freeze(split, "v1", project.Data.Manifest.Hash);
        return project;
    }
}
