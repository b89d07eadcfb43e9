using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Selecting, sorting, grouping and joining tables.</summary>
public sealed class FrameTests
{
    private static readonly Frame Sales = Frame.ParseCsv("""
        shop,day,amount
        b,2020-01-02,5
        a,2020-01-01,1
        b,2020-01-01,
        a,2020-01-03,2
        c,2020-01-01,7
        """);

    [Fact]
    public void Columns_and_rows_are_selected()
    {
        Assert.Equal(["amount", "shop"], Sales.Select("amount", "shop").Names);
        Assert.Equal(["shop", "amount"], Sales.Without("day").Names);
        Assert.Equal(["shop", "date", "amount"], Sales.Rename("day", "date").Names);
        Frame some = Sales.Filter(row => row.Number("amount") > 1 && row.Text("shop") != "c");
        Assert.Equal(["b", "a"], Words(some, "shop"));
        Assert.Equal(2, Sales.Filter(row => row.Date("day") > new DateTime(2020, 1, 1)).RowCount);
        Assert.Equal(["c", "b"], Words(Sales.Take(4, 0), "shop"));
        Assert.Equal(2, Sales.Head(2).RowCount);
        var error = Assert.Throws<HoneDataException>(() => Sales["Shop"]);
        Assert.Contains("\"Shop\"", error.Message);
        Assert.Contains("shop, day, amount", error.Message);
        Assert.Contains("5", Assert.Throws<HoneDataException>(() => Sales.Take(5)).Message);
        Assert.Contains("kind Date", Assert.Throws<HoneDataException>(() => Sales.NumberColumn("day")).Message);
    }

    [Fact]
    public void A_table_keeps_its_columns_different_and_equally_long()
    {
        var a = new NumberColumn("a", [1, 2]);
        Assert.Contains("at 0 and at 1", Assert.Throws<HoneDataException>(() => new Frame(a, a)).Message);
        Assert.Contains("3 rows in b", Assert.Throws<HoneDataException>(() => new Frame(a, new NumberColumn("b", [1, 2, 3]))).Message);
        Assert.Equal(9, new Frame(a).With(new NumberColumn("a", [9, 9])).NumberColumn("a")[0]);
    }

    [Fact]
    public void Sorting_is_stable_and_puts_missing_values_last()
    {
        Assert.Equal(["a", "a", "b", "c", "b"], Words(Sales.Sort("amount"), "shop"));
        Assert.Equal(["c", "b", "a", "a", "b"], Words(Sales.Sort("amount", descending: true), "shop"));
        Frame two = Sales.Sort([new SortKey("day"), new SortKey("shop", Descending: true)]);
        Assert.Equal(["c", "b", "a", "b", "a"], Words(two, "shop"));
    }

    [Fact]
    public void Groups_are_sorted_and_aggregated_without_missing_values()
    {
        FrameGroups groups = Sales.GroupBy("shop");
        Assert.Equal(3, groups.Count);
        Frame result = groups.Aggregate(
            new Aggregation("amount", AggregateKind.Count),
            new Aggregation("amount", AggregateKind.Sum),
            new Aggregation("amount", AggregateKind.Mean),
            new Aggregation("amount", AggregateKind.Std),
            new Aggregation("amount", AggregateKind.Median, "middle"),
            new Aggregation("day", AggregateKind.First),
            new Aggregation("day", AggregateKind.CountDistinct));
        Assert.Equal(["a", "b", "c"], Words(result, "shop"));
        Assert.Equal([2, 1, 1], Numbers(result, "amount_Count"));
        Assert.Equal([3, 5, 7], Numbers(result, "amount_Sum"));
        Assert.Equal([1.5, 5, 7], Numbers(result, "amount_Mean"));
        Assert.Equal([Math.Sqrt(0.5), double.NaN, double.NaN], Numbers(result, "amount_Std"));
        Assert.Equal([1.5, 5, 7], Numbers(result, "middle"));
        Assert.Equal(new DateTime(2020, 1, 2), result.DateColumn("day_First")[1]);
        Assert.Equal([2, 2, 1], Numbers(result, "day_CountDistinct"));
        Assert.Equal([2, 2, 1], Numbers(groups.CountRows(), "count"));
        Assert.Contains("column shop", Assert.Throws<HoneDataException>(() => groups.Aggregate(new Aggregation("shop", AggregateKind.Mean))).Message);
        Assert.Equal(0, Sales.Take([]).GroupBy("shop").Count);
    }

    [Fact]
    public void A_left_join_keeps_all_rows_and_an_inner_join_the_matching_ones()
    {
        Frame shops = Frame.ParseCsv("shop,city,amount\na,Pécs,1\nb,Eger,2\nb,Vác,3\nx,Ózd,4\n");
        Frame left = Sales.Join(shops, ["shop"]);
        Assert.Equal(["b", "b", "a", "b", "b", "a", "c"], Words(left, "shop"));
        Assert.Equal(["Eger", "Vác", "Pécs", "Eger", "Vác", "Pécs", "missing"], Words(left, "city"));
        Assert.Equal(["shop", "day", "amount", "city", "amount_right"], left.Names);
        Frame inner = Sales.Join(shops, ["shop"], JoinKind.Inner);
        Assert.Equal(6, inner.RowCount);
        Frame wrong = Frame.ParseCsv("shop\n1\n");
        Assert.Contains("Text here, Integer there", Assert.Throws<HoneDataException>(() => Sales.Join(wrong, ["shop"])).Message);
        Assert.Equal(5, Sales.Join(wrong.Convert("shop", ColumnKind.Text), ["shop"]).RowCount);
    }

    [Fact]
    public void Tables_are_put_below_each_other_and_their_values_changed()
    {
        Frame more = Frame.ParseCsv("day,amount,shop\n2021-01-01,9,d\n,,a\n");
        Frame all = Frame.Concat(Sales, more);
        Assert.Equal(["shop", "day", "amount"], all.Names);
        Assert.Equal(["b", "a", "b", "a", "c", "d", "a"], Words(all, "shop"));
        Assert.Equal([5, 1, double.NaN, 2, 7, 9, double.NaN], Numbers(all, "amount"));
        Assert.Equal(new DateTime(2021, 1, 1), all.DateColumn("day")[5]);
        Assert.True(all["day"].IsMissing(6));
        Assert.Contains("city in one", Assert.Throws<HoneDataException>(() => Frame.Concat(more, more.With(new NumberColumn("city", [1, 2])))).Message);
        Assert.Contains("amount: Integer and Number", Assert.Throws<HoneDataException>(() => Frame.Concat(more, more.Convert("amount", ColumnKind.Number))).Message);
        Frame changed = all.MapText("shop", word => word == "d" ? null : word == "c" ? "b" : word).MapNumbers("amount", value => 2 * value);
        Assert.Equal(["b", "a", "b", "a", "b", "missing", "a"], Words(changed, "shop"));
        Assert.Equal(["b", "a"], changed.TextColumn("shop").Levels);
        Assert.Equal([10, 2, double.NaN, 4, 14, 18, double.NaN], Numbers(changed, "amount"));
        Frame flags = Frame.ParseCsv("f,r\ntrue,1.5\n,2\n");
        Frame twice = Frame.Concat(flags, flags);
        Assert.True(twice.BoolColumn("f")[2]);
        Assert.Null(twice.BoolColumn("f")[3]);
        Assert.Equal(2, twice.NumberColumn("r")[3]);
    }

    [Fact]
    public void Missing_keys_match_nothing()
    {
        Frame one = Frame.ParseCsv("k,v\n,1\n2,3\n");
        Frame two = Frame.ParseCsv("k,w\n,5\n2,6\n");
        Assert.Equal([double.NaN, 6], Numbers(one.Join(two, ["k"]), "w"));
    }

    [Fact]
    public void An_inner_join_counts_the_pairs_of_equal_keys()
    {
        Prop.ForAll<int[], int[]>((left, right) =>
        {
            Frame one = new(Keys(left));
            Frame two = new(Keys(right));
            int pairs = left.Sum(x => right.Count(y => x % 5 == y % 5));
            return one.Join(two, ["k"], JoinKind.Inner).RowCount == pairs;
        }).Check(Properties.Config);

        static IntegerColumn Keys(int[] values) => new("k", [.. values.Select(value => (long?)(value % 5))]);
    }

    [Fact]
    public void Sorting_keeps_every_value()
    {
        Prop.ForAll<int?[]>(values =>
        {
            var frame = new Frame(new IntegerColumn("v", [.. values.Select(value => (long?)value)]));
            double[] sorted = Numbers(frame.Sort("v"), "v");
            double[] expected = [.. values.Where(value => value is not null).Order().Select(value => (double)value!), .. values.Where(value => value is null).Select(_ => double.NaN)];
            return sorted.SequenceEqual(expected);
        }).Check(Properties.Config);
    }

    [Fact]
    public void Describe_counts_and_measures()
    {
        Frame frame = Frame.ParseCsv("n,t\n1,x\n2,y\n3,x\n4,\ninf,x\n,x\n");
        ColumnSummary numbers = frame.Describe()["n"];
        Assert.Equal((5, 1, 5, 1), (numbers.Count, numbers.Missing, numbers.Distinct, numbers.Infinite));
        Assert.Equal(2.5, numbers.Mean);
        Assert.Equal(1.2909944487358056, numbers.Std, 1e-12);
        Assert.Equal((1, 1.75, 2.5, 3.25, 4), (numbers.Min, numbers.LowerQuartile, numbers.Median, numbers.UpperQuartile, numbers.Max));
        ColumnSummary words = frame.Describe()["t"];
        Assert.Equal(new ValueCount("x", 4), words.Top[0]);
        Assert.Equal(2, words.Distinct);
        Assert.Contains("x (4)", frame.Describe().ToString());
    }

    [Fact]
    public void Shrinking_halves_the_memory_of_numbers()
    {
        Frame frame = new(new NumberColumn("a", [0.1, double.NaN, 3]));
        Frame small = frame.Shrink();
        Assert.Equal(frame.ByteCount / 2, small.ByteCount);
        Assert.Equal(0.1f, small.NumberColumn("a")[0]);
        Assert.Equal("0.1", small["a"].TextAt(0));
        Assert.Equal(1, small.Take(1, 2)["a"].MissingCount);
        Assert.Equal(4L * 3, new IntegerColumn("i", [1, null, -5]).ByteCount);
        Assert.Equal(8L * 3, new IntegerColumn("i", [1, null, 1L << 40]).ByteCount);
    }

    [Fact]
    public void Numbers_go_to_models_column_by_column()
    {
        FeatureMatrix matrix = Sales.ToMatrix();
        Assert.Equal(["amount"], matrix.Names);
        Assert.Equal([5, 1, float.NaN, 2, 7], matrix.Columns[0]);
        Assert.Equal([7f, 5f], matrix.Take([4, 0]).Columns[0]);
        Assert.Contains("\"b\" in row 0", Assert.Throws<HoneDataException>(() => Sales.ToMatrix(["shop"])).Message);
    }

    [Fact]
    public void A_date_gives_the_columns_of_fastai()
    {
        Frame parts = Frame.ParseCsv("saledate,v\n2011-12-31,1\n1/1/12,2\n,3\n").AddDatePart("saledate");
        Assert.Equal(
            ["v", "saleYear", "saleMonth", "saleWeek", "saleDay", "saleDayofweek", "saleDayofyear", "saleIs_month_end", "saleIs_month_start", "saleIs_quarter_end", "saleIs_quarter_start", "saleIs_year_end", "saleIs_year_start", "saleElapsed"],
            parts.Names);
        string[] names = [.. parts.Names.Skip(1)];
        Assert.Equal([2011, 12, 52, 31, 5, 365, 1, 0, 1, 0, 1, 0, 1325289600], names.Select(name => Numbers(parts, name)[0]));
        Assert.Equal([2012, 1, 52, 1, 6, 1, 0, 1, 0, 1, 0, 1, 1325376000], names.Select(name => Numbers(parts, name)[1]));
        Assert.All(names, name => Assert.True(parts[name].IsMissing(2)));
        Frame timed = Frame.ParseCsv("when\n2020-02-29 13:14:15\n").AddDatePart("when", drop: false, time: true);
        Assert.Equal([13, 14, 15], ((string[])["whenHour", "whenMinute", "whenSecond"]).Select(name => Numbers(timed, name)[0]));
        Assert.True(timed.Contains("when"));
    }

    [Fact]
    public void Elapsed_times_are_days_since_and_to_events_within_a_group()
    {
        Frame frame = Frame.ParseCsv("""
            shop,date,promo
            a,2020-01-03,0
            b,2020-01-02,1
            a,2020-01-01,1
            a,2020-01-07,1
            b,2020-01-01,0
            """).AddElapsedTimes(["promo"], "date", "shop");
        Assert.Equal([2, 0, 0, 0, 0], Numbers(frame, "Afterpromo"));
        Assert.Equal([-4, 0, 0, 0, -1], Numbers(frame, "Beforepromo"));
        Assert.Equal([1, 1, 1, 2, 0], Numbers(frame, "promo_bw"));
        Assert.Equal([1, 1, 2, 1, 1], Numbers(frame, "promo_fw"));
        Frame gap = Frame.ParseCsv("shop,date,promo\na,,1\nb,2020-01-01,0\n");
        Assert.Contains("none in row 0; 1 of 2", Assert.Throws<HoneDataException>(() => gap.AddElapsedTimes(["promo"], "date", "shop")).Message);
    }

    private static string[] Words(Frame frame, string column) => [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[column].TextAt(row) ?? "missing")];

    private static double[] Numbers(Frame frame, string column) => [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[column].NumberAt(row))];
}
