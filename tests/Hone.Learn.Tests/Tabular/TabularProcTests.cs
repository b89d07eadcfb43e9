using FsCheck;
using FsCheck.Fluent;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Steps that prepare tables: what they learn, from which rows, and what they do to others.</summary>
public sealed class TabularProcTests
{
    private static readonly TabularNames Names = new(["c"], ["x"], ["y"]);

    [Fact]
    public void Categories_are_numbered_in_their_order_after_the_unknown_one()
    {
        Frame train = Frame.ParseCsv("c,h,y\nb,10,1\na,9,2\n,100,3\nb,9,4\n");
        var fitted = (FittedCategorify)new Categorify().Fit(train, new TabularNames(["c", "h"], [], ["y"]));
        Assert.Equal(["#na#", "a", "b"], fitted.Classes("c"));
        Assert.Equal(["#na#", "9", "10", "100"], fitted.Classes("h"));
        Assert.Equal([2, 1, 0, 2], fitted.Apply(train, new ProcReport()).TextColumn("c").Codes.ToArray());
    }

    [Fact]
    public void A_category_that_training_lacks_becomes_the_unknown_one_and_is_counted()
    {
        FittedProc fitted = new Categorify().Fit(Frame.ParseCsv("c,y\na,1\nb,2\n"), Names with { Continuous = [] });
        var report = new ProcReport();
        Frame frame = fitted.Apply(Frame.ParseCsv("c\nz\na\nq\n\"\"\n#na#\n"), report);
        Assert.Equal([0, 1, 0, 0, 0], frame.TextColumn("c").Codes.ToArray());
        Assert.Equal([("c", 3, "z"), ("c", 1, null)], report.Notes.Select(note => (note.Column, note.Count, note.Example)));
        Assert.Contains("3 rows, such as \"z\"", report.ToString());
        Assert.Contains("missing, though no training row lacks it; taken as #na# (1 rows)", report.ToString());
    }

    [Fact]
    public void Gaps_get_the_median_of_the_training_rows_and_a_column_that_tells()
    {
        Frame train = Frame.ParseCsv("x,z,y\n1,5,1\n,6,1\n9,7,1\n3,8,1\n2,9,1\n");
        var fitted = (FittedFillMissing)new FillMissing().Fit(train, new TabularNames([], ["x", "z"], ["y"]));
        Assert.Equal(2.5, fitted.Fills["x"]);
        Assert.Equal(["x_na"], fitted.Names.Categorical);
        Frame filled = fitted.Apply(train, new ProcReport());
        Assert.Equal([1, 2.5, 9, 3, 2], Numbers(filled, "x"));
        Assert.Equal([0, 1, 0, 0, 0], Numbers(filled, "x_na"));
        Assert.False(filled.Contains("z_na"));
    }

    [Fact]
    public void A_gap_where_training_had_none_is_filled_and_counted()
    {
        FittedProc fitted = new FillMissing().Fit(Frame.ParseCsv("x,y\n1,1\n4,1\n"), Names with { Categorical = [] });
        var report = new ProcReport();
        Assert.Equal([2.5, 7], Numbers(fitted.Apply(Frame.ParseCsv("x,w\nNA,1\n7,2\n"), report), "x"));
        Assert.Equal(("x", 1), (report.Notes[0].Column, report.Notes[0].Count));
        Assert.Contains("2.5", report.ToString());
    }

    [Fact]
    public void Gaps_may_get_the_mode_or_a_constant()
    {
        Frame train = Frame.ParseCsv("x,y\n3,1\n1,1\n,1\n1,1\n3,1\n");
        Assert.Equal(1, ((FittedFillMissing)new FillMissing(FillStrategy.Mode).Fit(train, Names)).Fills["x"]);
        var constant = (FittedFillMissing)new FillMissing(FillStrategy.Constant, -1, addColumn: false).Fit(train, Names);
        Assert.Equal(-1, constant.Fills["x"]);
        Assert.Equal(["c"], constant.Names.Categorical);
        Frame empty = Frame.ParseCsv("x,y\n,1\n,2\n");
        Assert.Contains("x: 2 of 2 missing", Assert.Throws<HoneDataException>(() => new FillMissing().Fit(empty, Names)).Message);
        Assert.Contains("x: 2 of 2 missing", Assert.Throws<HoneDataException>(() => new NormalizeColumns().Fit(empty, Names)).Message);
    }

    [Fact]
    public void Numbers_are_normalized_by_mean_and_deviation_of_the_training_rows()
    {
        var fitted = (FittedNormalizeColumns)new NormalizeColumns().Fit(Frame.ParseCsv("x,y\n1,1\n2,1\n,1\n6,1\n"), Names);
        Assert.Equal(3, fitted.Mean("x"));
        Assert.Equal(Math.Sqrt(14.0 / 3) + 1e-7, fitted.Std("x"), 1e-14);
        double[] values = Numbers(fitted.Apply(Frame.ParseCsv("x,w\n3,1\n,1\n10,1\n"), new ProcReport()), "x");
        Assert.Equal(0, values[0]);
        Assert.True(double.IsNaN(values[1]));
        Assert.Equal(7 / fitted.Std("x"), values[2]);
    }

    [Fact]
    public void A_training_row_never_sees_its_own_target()
    {
        // Every category once: what comes from other folds can only be their mean, whatever the row's own target.
        Frame train = new(
            new CategoricalColumn("c", [.. Enumerable.Range(0, 40).Select(i => $"c{i}")]),
            new NumberColumn("y", [.. Enumerable.Range(0, 40).Select(i => (double)(i % 2))]));
        FittedProc fitted = new TargetEncoding(["c"]).Fit(train, Names with { Continuous = [] });
        double[] values = Numbers(fitted.ApplyToTraining(train, new ProcReport()), "c_target");
        Assert.All(values, value => Assert.InRange(value, 0.3, 0.7));
        Assert.True(values.Distinct().Count() <= 5);
        Assert.Equal(["c_target"], fitted.Names.Continuous);
    }

    [Fact]
    public void The_encoding_of_a_training_row_does_not_change_with_its_own_target()
    {
        Prop.ForAll<byte[], byte>((categories, place) =>
        {
            byte[] all = [1, 2, 3, 1, 2, .. categories];
            int row = place % all.Length;
            double[] targets = [.. all.Select((category, i) => (double)((category * 7) + (i * 3 % 11)))];
            double before = Encoded(targets);
            targets[row] += 1000;
            return before.Equals(Encoded(targets));

            double Encoded(double[] y)
            {
                Frame train = new(new CategoricalColumn("c", [.. all.Select(category => $"c{category % 4}")]), new NumberColumn("y", y));
                return Numbers(new TargetEncoding(["c"], folds: 3).Fit(train, Names with { Continuous = [] }).ApplyToTraining(train, new ProcReport()), "c_target")[row];
            }
        }).Check(Properties.Config.WithMaxTest(100));
    }

    [Fact]
    public void Target_encoding_shrinks_rare_categories_towards_the_mean()
    {
        Frame train = Frame.ParseCsv("c,y\na,no\na,yes\na,yes\nb,no\n");
        FittedProc fitted = new TargetEncoding(["c"], folds: 2, smoothing: 2).Fit(train, Names with { Continuous = [] });
        var report = new ProcReport();
        double[] values = Numbers(fitted.Apply(Frame.ParseCsv("c,w\na,1\nb,1\nz,1\n"), report), "c_target");
        Assert.Equal([(2 + (2 * 0.5)) / 5, (0 + (2 * 0.5)) / 3, 0.5], values);
        Assert.Equal(("c", 1, "z"), (report.Notes[0].Column, report.Notes[0].Count, report.Notes[0].Example));
        Frame three = Frame.ParseCsv("c,y\na,no\na,yes\na,maybe\n");
        Assert.Contains("3 categories in y", Assert.Throws<HoneDataException>(() => new TargetEncoding(["c"]).Fit(three, Names)).Message);
    }

    [Fact]
    public void Nothing_is_learned_from_rows_outside_of_training()
    {
        // Whatever stands in the other rows, what was learned and what the training rows became stay the same.
        Prop.ForAll<int[], int>((values, seed) =>
        {
            if (values.Length == 0)
            {
                return true;
            }

            Frame one = Table(values, 0);
            Frame other = Table(values, seed);
            int[] train = [.. Enumerable.Range(0, Fixed)];
            TabularData first = Prepare(one, train);
            TabularData second = Prepare(other, train);
            return first.Classes("c").SequenceEqual(second.Classes("c"))
                && first.Vocab.SequenceEqual(second.Vocab)
                && first.ToMatrix(train).Columns.Zip(second.ToMatrix(train).Columns).All(pair => pair.First.SequenceEqual(pair.Second));
        }).Check(Properties.Config.WithMaxTest(50));
    }

    private const int Fixed = 12;

    private static Frame Table(int[] values, int shift)
    {
        string?[] c = [.. Enumerable.Range(0, Fixed).Select(i => $"c{i % 4}"), .. values.Select(value => $"c{(long)value + shift}")];
        double[] x = [.. Enumerable.Range(0, Fixed).Select(i => i == 3 ? double.NaN : i * 1.5), .. values.Select(value => value % 3 == 0 ? double.NaN : (double)value + shift)];
        string?[] y = [.. Enumerable.Range(0, Fixed + values.Length).Select(i => i % 2 == 0 ? "no" : "yes")];
        return new Frame(new CategoricalColumn("c", c), new NumberColumn("x", x), new CategoricalColumn("y", y));
    }

    private static TabularData Prepare(Frame frame, int[] train) => new(frame, new TabularOptions
    {
        YNames = ["y"],
        Procs = [new Categorify(), new FillMissing(), new NormalizeColumns(), new TargetEncoding(["c"], folds: 3)],
        Splitter = new IndexSplitter(train, [.. Enumerable.Range(Fixed, frame.RowCount - Fixed)]),
    });

    private static double[] Numbers(Frame frame, string column) => [.. Enumerable.Range(0, frame.RowCount).Select(row => frame[column].NumberAt(row))];
}
