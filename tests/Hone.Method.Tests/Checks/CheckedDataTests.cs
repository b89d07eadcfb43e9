using Hone.Learn.Data;
using Hone.Testing;

namespace Hone.Method.Tests;

public sealed class CheckedDataTests
{
    private const string Csv = "part,case,x,town,answer\ntrain,1,0.5,Oslo,yes\nvalid,2,0.25,Lima,no\ntest,3,1,Oslo,yes\n";

    [Fact]
    public void Without_a_split_the_checks_of_parts_are_not_checked_and_say_so()
    {
        CheckedTable table = CheckedTable.Of(Frame.ParseCsv(Csv), new() { Target = "answer" });

        CheckReport report = Method.Checks.Split(table);

        Assert.Equal(ExitCode.NotChecked, report.ExitCode(strict: true));
        Assert.Contains("no split", report.Results.Single(result => result.Id == "split/drift").Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Pass, report.ExitCode(strict: false));
    }

    [Fact]
    public void Two_parts_are_enough_to_look_for_copies()
    {
        CheckedTable table = CheckedTable.Of(Frame.ParseCsv("part,x,y\ntrain,1,2\ntest,1,2\ntrain,3,4\n"), new() { SplitColumn = "part" });

        CheckResult duplicates = Method.Checks.Leak(table).Results.Single(result => result.Id == "leak/duplicates");

        Assert.Equal("leak/duplicates-train-test", duplicates.Findings.Single().Id);
        Assert.Contains("1 pairs of equal rows between train and test", duplicates.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_is_no_part_is_named_with_its_row()
    {
        SplitException error = Assert.Throws<SplitException>(() => CheckedTable.Of(Frame.ParseCsv(Csv.Replace("valid", "maybe", StringComparison.Ordinal)), new() { SplitColumn = "part" }));

        Assert.Contains("'maybe'", error.Message, StringComparison.Ordinal);
        Assert.Contains("column part, row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_does_not_exist_is_named_with_those_that_do()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => CheckedTable.Of(Frame.ParseCsv(Csv), new() { Target = "anwser" }));

        Assert.Contains("anwser", error.Message, StringComparison.Ordinal);
        Assert.Contains("answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_cannot_be_a_number_to_predict()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => CheckedTable.Of(Frame.ParseCsv(Csv), new() { Target = "town", CheckedTargetKind = CheckedTargetKind.Number }));

        Assert.Contains("\"Oslo\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_folds_and_items_must_be_as_many()
    {
        Frame frame = Frame.ParseCsv(Csv);

        SplitException parts = Assert.Throws<SplitException>(() => CheckedTable.Of(frame, new() { Parts = [Part.Train] }));
        SplitException folds = Assert.Throws<SplitException>(() => CheckedTable.Of(frame, new() { Settings = new() { Folds = [0, 1] } }));

        Assert.Contains("1 parts for 3 items", parts.Message, StringComparison.Ordinal);
        Assert.Contains("2 folds for 3 items", folds.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_count_rows_and_words_that_never_repeat_are_ids()
    {
        int[] rows = Enumerable.Range(0, 30).ToArray();
        var frame = new Frame(
            new IntegerColumn("case", rows.Select(row => (long?)(100 - row)).ToArray()),
            new IntegerColumn("age", rows.Select(row => (long?)(row * 2)).ToArray()),
            new CategoricalColumn("name", rows.Select(row => $"person {row}").ToArray()),
            new CategoricalColumn("essay", rows.Select(row => $"{row}: a text of some length that nobody wrote twice").ToArray()),
            new DateColumn("day", rows.Select(row => (DateTime?)new DateTime(2020, 1, 1).AddDays(row)).ToArray()));

        CheckedTable table = CheckedTable.Of(frame, new());

        Assert.Equal(["case", "name"], table.Identifiers);
        Assert.Equal(["age", "essay"], table.FeatureNames);
        Assert.Equal(["day"], table.Dates);
    }

    [Fact]
    public void Whole_numbers_are_classes_up_to_twenty_of_them()
    {
        Frame few = Frame.ParseCsv("y\n" + string.Join('\n', Enumerable.Range(0, 60).Select(i => i % 20)));
        Frame many = Frame.ParseCsv("y\n" + string.Join('\n', Enumerable.Range(0, 60).Select(i => i % 21)));

        Assert.True(CheckTarget.OfColumn(few["y"], CheckedTargetKind.Inferred).IsClasses);
        Assert.False(CheckTarget.OfColumn(many["y"], CheckedTargetKind.Inferred).IsClasses);
    }

    [Fact]
    public void Sealed_targets_of_test_rows_are_unknown()
    {
        CheckedTable table = CheckedTable.Of(Frame.ParseCsv(Csv), new() { Target = "answer", SplitColumn = "part", Settings = new() { HidesTestTargets = true } });

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(table.Target!.IsKnown));
    }

    [Fact]
    public void The_same_data_and_seed_give_the_same_report()
    {
        PlantedFault fault = PlantedFaults.All.Single(fault => fault.Name == "patients under a random split, undeclared");

        string first = fault.Look(3, true, default).ToString();

        Assert.Equal(first, fault.Look(3, true, default).ToString());
    }

    [Fact]
    public void Copies_share_a_group_in_the_file_of_clusters()
    {
        using var folder = new TemporaryFolder();
        CheckedTable table = CheckedTable.Of(Frame.ParseCsv("x,y\n1,2\n3,4\n1,2\n"), new());

        int groups = ClusterFile.Write(table, folder["groups.csv"]);

        Assert.Equal(1, groups);
        Assert.Equal("id,group\nrow 0,0\nrow 1,1\nrow 2,0\n", File.ReadAllText(folder["groups.csv"]));
    }

    [Fact]
    public void A_path_that_holds_nothing_is_an_error_that_says_what_can_be_checked()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.doc"], "");

        ProjectException missing = Assert.Throws<ProjectException>(() => CheckSource.Open(folder["nowhere"]));
        ProjectException empty = Assert.Throws<ProjectException>(() => CheckSource.Open(folder.Path));
        ProjectException foreign = Assert.Throws<ProjectException>(() => CheckSource.Open(folder["notes.doc"]));

        Assert.Contains("no such file or folder", missing.Message, StringComparison.Ordinal);
        Assert.Contains("0 image files and 0 text files", empty.Message, StringComparison.Ordinal);
        Assert.Contains("'.doc'", foreign.Message, StringComparison.Ordinal);
        Assert.All([missing, empty, foreign], error => Assert.Equal(ExitCode.BadInput, error.ExitCode));
    }

    [Fact]
    public void A_project_brings_its_target_metric_split_and_ids()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        string[] ids = Enumerable.Range(0, 60).Select(row => $"id {row}").ToArray();
        Directory.CreateDirectory(Path.Combine(project.Directory, "data", "raw"));
        string csv = "key,x,label\n" + string.Concat(ids.Select((id, row) => $"{id},{row * 7 % 13},{(row % 2 == 0 ? "a" : "b")}\n"));
        File.WriteAllText(Path.Combine(project.Directory, "data", "raw", "rows.csv"), csv);
        Split split = Split.Random(new SplitData { Ids = ids });
        project.Splits.Freeze(split, "v1", Samples.DataHash);

        var table = Assert.IsType<CheckedTable>(CheckSource.Open(project.Directory));

        Assert.Equal("label", table.Target!.Name);
        Assert.Equal(split.Parts, table.Parts);
        Assert.Equal(["key"], table.Options.IdColumns);
        Assert.Equal(("accuracy", SplitNature.Random), (table.Settings.Metric, table.Settings.Nature));
    }

    [Fact]
    public void A_project_whose_table_lacks_the_ids_of_the_split_says_which()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        Directory.CreateDirectory(Path.Combine(project.Directory, "data", "raw"));
        File.WriteAllText(Path.Combine(project.Directory, "data", "raw", "rows.csv"), "key,label\nother,a\n");
        project.Splits.Freeze(Split.Random(new SplitData { Ids = Samples.Data(20).Ids }), "v1", Samples.DataHash);

        ProjectException error = Assert.Throws<ProjectException>(() => CheckSource.Open(project.Directory));

        Assert.Contains("such as 'id 0'", error.Message, StringComparison.Ordinal);
        Assert.Contains("--id", error.Message, StringComparison.Ordinal);
    }
}
