using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Windows of series: what they hold, what they predict, how they are split, what is learned from them.</summary>
public sealed class SeriesWindowsTests
{
    private static readonly SeriesOptions Two = new() { Time = "t", Inputs = ["x"], Window = 2 };

    [Fact]
    public void Windows_hold_rows_of_one_series_and_what_follows_after_the_gap()
    {
        Frame frame = Frame.ParseCsv("shop,t,x,y\nb,1,100,9\na,3,3,30\na,1,1,10\na,2,2,20\na,5,5,50\nb,2,200,8\na,4,4,40\na,6,6,60\n");
        var windows = new SeriesWindows(frame, new() { Time = "t", Entity = "shop", Inputs = ["x", "y"], Targets = ["y"], Window = 2, Gap = 1, Horizon = 2, Stride = 1 });
        Assert.Equal(["a@2", "a@3"], windows.Items.Select(window => window.Id));
        Assert.Equal([1, 2, 10, 20], windows.Items[0].Input().ToArray());
        Assert.Equal([40, 50], windows.Items[0].Target().ToArray());
        Assert.Equal([2, 3, 20, 30], windows.Items[1].Input().ToArray());
        Assert.Equal([50, 60], windows.Items[1].Target().ToArray());
        Assert.Equal(1, windows.Items[1].LastRow);
        Assert.Equal("2 windows of 2 rows from 2 series, 2 inputs, 1 targets 2 rows ahead after 1", windows.ToString());
        var wide = new SeriesWindows(frame, new() { Time = "t", Entity = "shop", Inputs = ["x"], Window = 2, Stride = 3, Horizon = 1 });
        Assert.Equal(["a@2", "a@5"], wide.Items.Select(window => window.Id));
    }

    [Fact]
    public void Windows_become_rows_of_a_table_with_the_known_columns_first()
    {
        var windows = new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n"), Two with { Gap = 1, Horizon = 2 });
        Frame table = windows.ToFrame();
        Assert.Equal(["t", "x_t-1", "x_t-0", "x_t+2", "x_t+3"], table.Names);
        Assert.Equal(["2", "1", "2", "4", "5"], table.Columns.Select(column => column.TextAt(0)));
        Assert.Equal(["3", "2", "3", "5", "6"], table.Columns.Select(column => column.TextAt(1)));
        Assert.Equal(["shop", "t"], new SeriesWindows(Frame.ParseCsv("shop,t,x\na,1,1\na,2,2\na,3,3\n"), Two with { Entity = "shop" }).ToFrame().Names.Take(2));
    }

    [Fact]
    public void Windows_with_gaps_are_left_out_and_counted()
    {
        var missing = new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n2,\n3,3\n4,4\n5,5\n6,6\n"), Two);
        Assert.Equal(["4", "5"], missing.Items.Select(window => window.Time));
        Assert.Contains("windows with a missing value, left out (2 rows)", missing.Report.ToString());

        // The gap between window and target is never read.
        Assert.Equal(["2", "5"], new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n2,2\n3,\n4,4\n5,5\n6,6\n7,7\n"), Two with { Gap = 1 }).Items.Select(window => window.Time));
        Frame days = Frame.ParseCsv("t,x\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n2020-01-05,4\n2020-01-06,5\n2020-01-07,6\n");
        var irregular = new SeriesWindows(days, Two with { Step = TimeSpan.FromDays(1) });
        Assert.Equal(["2020-01-02", "2020-01-06"], irregular.Items.Select(window => window.Time));
        Assert.Contains("(2 rows)", irregular.Report.ToString());
    }

    [Fact]
    public void A_scaled_window_comes_back_to_its_units()
    {
        var windows = new SeriesWindows(Frame.ParseCsv("t,x\n1,100\n2,104\n3,106\n4,7\n5,7\n6,7\n"), Two with { Scale = SeriesScale.Window });
        Assert.Equal([-1, 1], windows.Items[0].Input().ToArray());
        Assert.Equal([2], windows.Items[0].Target().ToArray());
        Assert.Equal([106], windows.Items[0].Unscale([2]));
        Assert.Equal([0, 0], windows.Items[3].Input().ToArray());
        Assert.Equal([0], windows.Items[3].Target().ToArray());
        Assert.Equal([7], windows.Items[3].Unscale([0]));
        Assert.Contains("1 numbers", Assert.Throws<ArgumentException>(() => windows.Items[0].Unscale([1, 2])).Message);
        Assert.Equal([2], new SeriesWindows(Frame.ParseCsv("t,x\n1,100\n2,104\n3,106\n"), Two).Items[0].Unscale([2]));
    }

    [Fact]
    public void What_is_learned_was_over_before_the_first_row_that_judges()
    {
        Prop.ForAll<byte, byte, byte>((a, b, c) =>
        {
            int window = 1 + (a % 4);
            int horizon = 1 + (b % 3);
            int gap = c % 3;
            string text = "shop,t,x\n";
            for (int t = 0; t < 40; t++)
            {
                text += $"a,{t},{t}\n" + (t % 3 == 0 ? $"b,{t + 5},{t + 5}\n" : string.Empty);
            }

            var windows = new SeriesWindows(Frame.ParseCsv(text), new() { Time = "t", Entity = "shop", Inputs = ["x"], Window = window, Horizon = horizon, Gap = gap });
            DataSplit split = new SeriesSplitter(windows, 0.3).Split([.. windows.Items.Select(item => item.Id)]);
            split.Check(windows.Items.Count);

            // x is the time.
            float cut = split.Valid.Min(i => windows.Items[i].Target().Span[0]);
            return split.Valid.Count > 0
                && split.Valid.Count <= 0.3 * windows.Items.Count
                && split.Train.All(i => windows.Items[i].Target().ToArray().Max() < cut && windows.Items[i].Input().ToArray().Max() < cut);
        }).Check(Properties.Config.WithMaxTest(60));
    }

    [Fact]
    public void A_learner_forecasts_waves_better_than_their_last_value()
    {
        var random = new Random(4);
        string text = "shop,t,x\n";
        for (int t = 0; t < 260; t++)
        {
            text += FormattableString.Invariant($"a,{t},{100 + (10 * Math.Sin(t * 0.5)) + random.NextDouble()}\n");
            text += FormattableString.Invariant($"b,{t},{5 + Math.Sin((t * 0.5) + 2) + (0.1 * random.NextDouble())}\n");
        }

        var windows = new SeriesWindows(Frame.ParseCsv(text), new() { Time = "t", Entity = "shop", Inputs = ["x"], Window = 16, Horizon = 4, Scale = SeriesScale.Window });
        DataLoaders data = windows.ToDataBlock().DataLoaders(windows.Items, new() { BatchSize = 32, Workers = 0 });
        Assert.Equal([1, 16], data.Train.Dataset.Input.RowShape);
        Module model = new Sequential(new Conv1d(1, 8, 5), new ReLU(), new Flatten(), new Linear(8 * 12, 4)).Initialize(1);
        var learner = new Learner(data, model, new() { Metrics = [new Mae()] });
        learner.FitOneCycle(12, 1e-2);
        double error = learner.Validate().Metrics[0].Value;
        double naive = data.Valid.Dataset.Indices.ToArray().Average(i => windows.Items[i].Target().ToArray().Average(value => Math.Abs(value - windows.Items[i].Input().Span[^1])));
        Assert.True(error < naive / 4, $"mean absolute error {error}, of the last value {naive}");
    }

    [Fact]
    public void Series_that_cannot_be_cut_are_errors()
    {
        string tooShort = Assert.Throws<HoneDataException>(() => new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n2,2\n"), Two)).Message;
        Assert.Contains("at least 3 rows", tooShort);
        Assert.Contains("longest of 1 has 2 rows", tooShort);
        Assert.Contains("Infinity in row 1", Assert.Throws<HoneDataException>(() => new SeriesWindows(Frame.ParseCsv("t,x\n1,1.5\n2,inf\n3,1\n"), Two)).Message.Replace("∞", "Infinity", StringComparison.Ordinal));
        Assert.Contains("0 columns", Assert.Throws<HoneDataException>(() => new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n2,2\n3,3\n"), Two with { Inputs = [] })).Message);
        var labels = new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n2,2\n3,3\n"), Two with { Horizon = 0 });
        Assert.Equal(2, labels.Items.Count);
        Assert.Contains("horizon 0", Assert.Throws<HoneDataException>(() => labels.ToDataBlock()).Message);
        Assert.Contains("3 items", Assert.Throws<HoneDataException>(() => new SeriesSplitter(labels).Split(["a", "b", "c"])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeriesWindows(Frame.ParseCsv("t,x\n1,1\n"), Two with { Stride = 0 }));
        var channels = new DataBlock<int> { Input = new SeriesBlock<int>(_ => new float[5], 2), Target = new RegressionBlock<int>(_ => new float[1]) };
        Assert.Contains("5 values", Assert.Throws<HoneDataException>(() => channels.DataLoaders([1, 2, 3, 4, 5])).Message);
        var uneven = new DataBlock<int> { Input = new SeriesBlock<int>(i => new float[i]), Target = new RegressionBlock<int>(_ => new float[1]), Splitter = new IndexSplitter([0, 1], []) };
        Assert.Contains("4 values, as the first item", Assert.Throws<HoneDataException>(() => uneven.DataLoaders([4, 5], new() { Workers = 0 }).Train.InOrder().Read().MoveNext()).Message);
    }
}
