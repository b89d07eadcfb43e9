using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Lags and rolling statistics: worked by hand, and never from the future.</summary>
public sealed class SeriesFeaturesTests
{
    [Fact]
    public void Lags_and_windows_are_those_worked_by_hand()
    {
        Frame frame = Frame.ParseCsv("shop,day,sold\nb,2,20\na,3,30\na,1,10\na,2,\nb,1,7\na,4,50\n");
        Frame features = SeriesFeatures.Add(frame, new()
        {
            Time = "day",
            Entity = "shop",
            Columns = ["sold"],
            Lags = [1, 2],
            Windows = [2],
            Statistics = [RollingStatistic.Mean, RollingStatistic.Sum, RollingStatistic.Min, RollingStatistic.Max, RollingStatistic.Std],
        });
        Assert.Equal(["shop", "day", "sold", "sold_lag1", "sold_lag2", "sold_mean2", "sold_sum2", "sold_min2", "sold_max2", "sold_std2"], features.Names);
        Assert.Equal([7, double.NaN, double.NaN, 10, double.NaN, 30], Numbers(features, "sold_lag1"));
        Assert.Equal([double.NaN, 10, double.NaN, double.NaN, double.NaN, double.NaN], Numbers(features, "sold_lag2"));
        Assert.Equal([7, 10, double.NaN, 10, double.NaN, 30], Numbers(features, "sold_mean2"));
        Frame shifted = SeriesFeatures.Add(frame, new() { Time = "day", Entity = "shop", Columns = ["sold"], Windows = [3], Shift = 0, MinCount = 2, Statistics = [RollingStatistic.Sum, RollingStatistic.Std, RollingStatistic.Max, RollingStatistic.Min] });
        Assert.Equal([27, 40, double.NaN, double.NaN, double.NaN, 80], Numbers(shifted, "sold_sum3"));
        Assert.Equal(Math.Sqrt(200), Numbers(shifted, "sold_std3")[1], 1e-12);
        Assert.Equal(50, Numbers(shifted, "sold_max3")[5]);
        Assert.Equal(30, Numbers(shifted, "sold_min3")[5]);
    }

    [Fact]
    public void No_feature_depends_on_its_own_row_or_on_a_later_one()
    {
        Prop.ForAll<short[], byte>((values, place) =>
        {
            double[] before = [3, 1, .. values.Select(value => (double)value)];
            int cut = place % before.Length;
            int shift = 1 + (place % 3);
            var random = new Random(place);
            double[] after = [.. before.Select((value, i) => i >= cut ? value + 1 + random.Next(1000) : value)];
            Frame one = Features(before, shift);
            Frame other = Features(after, shift);
            return one.Columns.Skip(3).All(column =>
                Enumerable.Range(0, before.Length)
                    .Where(row => row - (column.Name.Contains("lag", StringComparison.Ordinal) ? 1 : shift) < cut)
                    .All(row => column.NumberAt(row).Equals(other[column.Name].NumberAt(row))));
        }).Check(Properties.Config.WithMaxTest(150));

        static Frame Features(double[] values, int shift) => SeriesFeatures.Add(
            new Frame(
                new NumberColumn("t", [.. Enumerable.Range(0, values.Length).Select(i => (double)i)]),
                new NumberColumn("entity", [.. values.Select(_ => 1.0)]),
                new NumberColumn("x", values)),
            new() { Time = "t", Entity = "entity", Columns = ["x"], Lags = [1, 3], Windows = [1, 4], Shift = shift, Statistics = Enum.GetValues<RollingStatistic>() });
    }

    [Fact]
    public void Days_since_events_and_sums_of_the_last_rows_never_look_ahead()
    {
        Prop.ForAll<bool[], byte>((events, place) =>
        {
            bool[] before = [true, false, .. events];
            int cut = place % before.Length;
            bool[] after = [.. before.Select((value, i) => i >= cut ? !value : value)];
            Frame one = Elapsed(before);
            Frame other = Elapsed(after);
            return new[] { "Afterpromo", "promo_bw" }.All(name => Enumerable.Range(0, cut).All(row => one[name].NumberAt(row).Equals(other[name].NumberAt(row))));
        }).Check(Properties.Config.WithMaxTest(100));

        static Frame Elapsed(bool[] events) => new Frame(
            new DateColumn("date", [.. events.Select((_, i) => (DateTime?)new DateTime(2020, 1, 1).AddDays(i))]),
            new NumberColumn("shop", [.. events.Select(_ => 1.0)]),
            new NumberColumn("promo", [.. events.Select(value => value ? 1.0 : 0)])).AddElapsedTimes(["promo"], "date", "shop");
    }

    [Fact]
    public void The_order_of_the_table_does_not_matter()
    {
        Frame frame = Frame.ParseCsv("t,x\n1,5\n2,3\n3,8\n4,1\n5,9\n");
        var options = new SeriesFeatureOptions { Time = "t", Columns = ["x"], Lags = [1], Windows = [3] };
        int[] order = [3, 0, 4, 2, 1];
        Assert.Equal(SeriesFeatures.Add(frame, options).Take(order).ToString(), SeriesFeatures.Add(frame.Take(order), options).ToString());
    }

    [Fact]
    public void Tables_that_are_no_series_are_errors()
    {
        Frame frame = Frame.ParseCsv("shop,day,sold\na,1,1\nb,1,2\na,1,3\n");
        var options = new SeriesFeatureOptions { Time = "day", Columns = ["sold"], Lags = [1] };
        string several = Assert.Throws<HoneDataException>(() => SeriesFeatures.Add(frame, options)).Message;
        Assert.Contains("rows 0 and 1, both at 1", several);
        Assert.Contains("name the column of entities", several);
        Assert.Contains("rows 0 and 2 of shop a, both at 1", Assert.Throws<HoneDataException>(() => SeriesFeatures.Add(frame, options with { Entity = "shop" })).Message);
        Assert.Contains("none in 1 of 2 rows", Assert.Throws<HoneDataException>(() => SeriesFeatures.Add(Frame.ParseCsv("shop,day,sold\na,1,1\n,2,2\n"), options with { Entity = "shop" })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesFeatures.Add(frame, options with { Lags = [0] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesFeatures.Add(frame, options with { Windows = [0] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesFeatures.Add(frame, options with { Shift = -1 }));
    }

    private static double[] Numbers(Frame frame, string column) => [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[column].NumberAt(row))];
}
