using System.Globalization;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>Weak segments: a planted one is found with its rule, chance finds none, few rows are said to be few.</summary>
public sealed class SegmentsTests : IDisposable
{
    private const int Rows = 1000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_planted_segment_of_a_number_and_a_word_is_found_with_its_rule()
    {
        // Wrong six times in ten in the evening in the north, once in twenty elsewhere.
        bool[] weak = [.. Enumerable.Range(0, Rows).Select(row => HourOf(row) >= 14 && row % 3 == 0)];
        SegmentReport report = Find("accuracy", Classes(row => weak[row] ? row % 10 < 6 : row % 20 == 7), Frame());

        Segment worst = report.Weak[0];
        Assert.Null(report.NotChecked);
        Assert.Equal(["hour", "place"], worst.Columns.Order(StringComparer.Ordinal));
        Assert.Contains("hour > ", worst.Rule, StringComparison.Ordinal);
        Assert.Contains("place = north", worst.Rule, StringComparison.Ordinal);
        Assert.InRange(worst.N, weak.Count(one => one) * 3 / 10, weak.Count(one => one) * 8 / 10);
        Assert.True(worst.Interval.Low > 0 && worst.RelativeDrop > 0.2, $"{worst.Interval}, {worst.RelativeDrop}");
        Assert.True(worst.LossShare > 2 * worst.Support);
        Assert.Equal((double)worst.N / (Rows / 2), worst.Support, 9);
        Assert.True(report.Compared > 10);
    }

    [Fact]
    public void Errors_that_follow_no_column_make_no_segment_beyond_the_confidence()
    {
        // One seed in twenty may find one by chance: that is what 95% says.
        int found = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            bool[] wrong = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < 0.15)];
            found += Find("accuracy", Classes(row => wrong[row]), Frame()).Weak.Count > 0 ? 1 : 0;
        }

        Assert.InRange(found, 0, 4);
    }

    [Theory]
    [InlineData("mae")]
    [InlineData("rmse")]
    [InlineData("rmsle")]
    [InlineData("r2")]
    public void Values_have_segments_in_the_terms_of_their_metric(string metric)
    {
        double[] noise = CombineSamples.Noise(Rows, 4);
        var predictions = new RunPredictions(
            Ids(), [.. Enumerable.Range(0, Rows).Select(row => 50.0 + (row % 40))], [.. Enumerable.Range(0, Rows).Select(row => (float)(50 + (row % 40) + (noise[row] * (HourOf(row) < 4 ? 20 : 4))))]);

        SegmentReport report = Find(metric, predictions, Frame());

        Assert.StartsWith("hour ≤ ", report.Weak[0].Rule, StringComparison.Ordinal);
        Assert.Equal("hour", report.Weak[0].Columns[0]);
    }

    [Fact]
    public void A_segment_needs_support_and_missing_values_are_a_place_too()
    {
        // Two percent of the items are all wrong: too few to be a segment of their own.
        SegmentReport small = Find("accuracy", Classes(row => row % 50 == 0 || row % 10 == 3), new Frame(new CategoricalColumn("rare", [.. Enumerable.Range(0, Rows).Select(row => row % 50 == 0 ? "yes" : "no")])));
        SegmentReport missing = Find("accuracy", Classes(row => row % 10 == 0 || row % 25 == 3), new Frame(new NumberColumn("age", [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 0 ? double.NaN : row % 7)])));

        Assert.Empty(small.Weak);
        Assert.Contains("or missing", missing.Weak[0].Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_rows_no_columns_and_no_errors_are_not_checked_with_the_reason()
    {
        SegmentReport few = Find("accuracy", Classes(row => row % 2 == 0, 60), Frame(60), 60);
        SegmentReport none = Find("accuracy", Classes(row => row % 2 == 0), new Frame(new NumberColumn("constant", new double[Rows])));
        SegmentReport right = Find("accuracy", Classes(_ => false), Frame());

        Assert.Contains("not enough rows: 60 validation items", few.NotChecked, StringComparison.Ordinal);
        Assert.Contains("no column", none.NotChecked, StringComparison.Ordinal);
        Assert.Contains("no item has an error", right.NotChecked, StringComparison.Ordinal);
        Assert.Equal(0.5, few.Score);
    }

    [Fact]
    public void A_run_of_a_project_is_read_with_the_columns_of_its_items()
    {
        Project project = Method.Project.Create(_folder["p"], new Charter { Question = "?", Target = "y", Metric = "mae" }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7, Processes = new FakeProcessTable() });
        var csv = new StringBuilder("id,hour,y\n");
        for (int row = 0; row < 200; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"item {row},{HourOf(row)},{row}\n");
        }

        File.WriteAllText(_folder["t.csv"], csv.ToString());
        project.Data.Add(_folder["t.csv"]);
        string id = CombineSamples.Run(project, "net", CombineSamples.Values([.. Enumerable.Range(0, 200).Select(row => HourOf(row) > 17 ? 9.0 + (row % 3) : 1.0 + (row % 2))]), metric: "mae");
        string stranger = CombineSamples.Run(project, "other", new RunPredictions(["nobody"], [1], [1]), metric: "mae");

        SegmentReport report = Segments.Find(project, project.Runs.Find(id), cancellationToken: TestContext.Current.CancellationToken);
        RunException error = Assert.Throws<RunException>(() => Segments.Find(project, project.Runs.Find(stranger)));

        Assert.StartsWith("hour > ", report.Weak[0].Rule, StringComparison.Ordinal);
        Assert.DoesNotContain("y", report.Columns);
        Assert.Contains("1 of 1 ids that the data do not have: nobody", error.Got, StringComparison.Ordinal);
    }

    private static int HourOf(int row) => row * 7 % 24;

    private static string[] Ids(int count = Rows) => [.. Enumerable.Range(0, count).Select(row => $"item {row}")];

    private static Frame Frame(int count = Rows) => new(
        new CategoricalColumn("key", [.. Enumerable.Range(0, count).Select(row => $"k{row}")]),
        new IntegerColumn("hour", [.. Enumerable.Range(0, count).Select(row => (long?)HourOf(row))]),
        new CategoricalColumn("place", [.. Enumerable.Range(0, count).Select(row => (row % 3) switch { 0 => "north", 1 => "south", _ => "west" })]),
        new NumberColumn("noise", [.. Enumerable.Range(0, count).Select(row => (double)(row * 37 % 101))]));

    private static RunPredictions Classes(Func<int, bool> isWrong, int count = Rows)
    {
        int[] wrong = [.. Enumerable.Range(0, count).Where(isWrong)];
        return CombineSamples.Classes(count, wrong);
    }

    private static SegmentReport Find(string metric, RunPredictions predictions, Frame frame, int count = Rows) => Segments.Find(
        "run", ScoreMetric.Named(metric), predictions, frame.Columns, [.. Enumerable.Range(0, count)], null, TestContext.Current.CancellationToken);
}
