namespace Hone.Method.Tests.Points;

public sealed class PointsDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_tables_with_the_same_columns_are_read_together_and_their_names_say_the_part()
    {
        ProjectDataset data = SmallFaces.Project(_folder).Data.Load();

        Assert.Equal((DataKind.ImageTable, SmallFaces.Count, null), (data.Kind, data.Ids.Count, data.Target));
        Assert.Equal(["x0", "y0", "x1", "y1"], data.Targets);
        Assert.True(data.Join.IsComplete);
        Assert.Equal([("test", 24), ("train", 48)], ProjectDataset.Texts(data.Columns["part"]).CountBy(part => part!).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal("Anna_C", data.Columns["prefix"].TextAt(data.Ids.ToList().IndexOf("faces/training/Anna_C_02.png")));
        Assert.Equal(SmallFaces.People, ProjectDataset.Texts(data.Columns["prefix"]).Distinct().Count());
        Assert.All(Enumerable.Range(0, data.Ids.Count), item => Assert.Equal(8, data.NumbersOf(item)[2] - data.NumbersOf(item)[0], 1e-4));
        Assert.Equal(0.3, data.TruthOf(data.Ids.ToList().IndexOf("faces/training/Anna_C_02.png"))[0] % 1, 1e-9);
        Assert.Equal(0, data.NumbersOf(data.Ids.ToList().IndexOf("faces/test/Anna_C_04.png"))[0] % 1);
    }

    [Fact]
    public void One_of_several_tables_can_be_named_and_has_no_part()
    {
        ProjectDataset data = SmallFaces.Project(_folder, new DataSource { Table = "faces/test.csv" }).Data.Load();

        Assert.Equal(24, data.Ids.Count);
        Assert.False(data.Columns.Contains("part"));
    }

    [Fact]
    public void Tables_of_other_columns_are_not_mixed_and_the_message_names_both()
    {
        Project project = SmallFaces.Project(_folder);
        File.WriteAllText(_folder["notes.csv"], "file,note\nAnna_A_00.png,blurred\n");
        project.Data.Add(_folder["notes.csv"]);

        RawDataException error = Assert.Throws<RawDataException>(() => project.Data.Load());

        Assert.Contains("faces/test.csv with 6 columns", error.Got, StringComparison.Ordinal);
        Assert.Contains("notes.csv with 2 (file, note)", error.Got, StringComparison.Ordinal);
        Assert.Contains("--table", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_with_two_rows_is_refused_by_name()
    {
        Project project = SmallFaces.Project(_folder);
        File.WriteAllText(_folder["more.csv"], "file,person,x0,y0,x1,y1\nfaces/test/Anna_A_04.png,Anna_A,1,1,9,9\n");
        project.Data.Add(_folder["more.csv"]);

        RawDataException error = Assert.Throws<RawDataException>(() => project.Data.Load());

        Assert.Contains("1 images with several: faces/test/Anna_A_04.png (2 rows)", error.Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x0..y0", "x0,y0")]
    [InlineData("x1, y0", "x1,y0")]
    [InlineData("y0..y1", "y0,x1,y1")]
    public void Columns_of_points_are_named_as_a_run_or_one_by_one(string said, string columns)
    {
        Assert.Equal(columns.Split(','), SmallFaces.Project(_folder, new DataSource { Targets = said }).Data.Load().Targets);
    }

    [Theory]
    [InlineData("x0..y9", "'y9'", "file, person, x0")]
    [InlineData("y1..x0", "from an earlier to a later", "column 6 to column 3")]
    [InlineData("person,x0", "numbers in each of the 2 target columns", "person (text, such as 'Anna_A')")]
    [InlineData("x0", "at least 2 different columns", "1: x0")]
    [InlineData("x0,x0", "at least 2 different columns", "2: x0, x0")]
    public void Columns_that_cannot_be_points_are_refused_with_what_there_is(string said, string expected, string got)
    {
        Project project = SmallFaces.Project(_folder, new DataSource { Targets = said });

        RawDataException error = Assert.Throws<RawDataException>(() => project.Data.Load());

        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Contains(got, error.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void Target_columns_contradict_a_charter_that_predicts_one_number()
    {
        Project project = Project.Create(_folder["n"], new Charter { Question = "?", Target = "x0", TargetKind = TargetKind.Number, Metric = "mae" });
        project.Data.Add(SmallFaces.Write(_folder.Path), new DataSource { Targets = "x0..y1" });

        RawDataException error = Assert.Throws<RawDataException>(() => project.Data.Load());

        Assert.Contains("predicts a number", error.Expected, StringComparison.Ordinal);
        Assert.Contains("'x0..y1'", error.Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("r2")]
    public void A_metric_without_a_meaning_for_points_is_refused_with_those_that_have_one(string metric)
    {
        ProjectException error = Assert.Throws<ProjectException>(() => Project.Create(
            _folder["m"], new Charter { Question = "?", Target = "points", TargetKind = TargetKind.Points, Metric = metric }));

        Assert.Contains("kind points: mae, mse, rmse", error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_a_gap_is_without_a_label_and_cannot_be_sealed()
    {
        Project project = Project.Create(_folder["g"], new Charter { Question = "?", Target = "points", TargetKind = TargetKind.Points, Metric = "mae" });
        File.WriteAllText(_folder["t.csv"], "id,x,y\na,1,2\nb,,3\nc,4,5\n");
        project.Data.Add(_folder["t.csv"], new DataSource { IdColumn = "id" });

        ProjectDataset data = project.Data.Load();
        RawDataException error = Assert.Throws<RawDataException>(() => data.LabelNumbers(["a", "b"]));

        Assert.Equal((DataKind.Table, 2), (data.Kind, data.Join.Matched));
        Assert.Equal(["b"], data.Join.WithoutLabel);
        Assert.Equal([1.0, 2, 4, 5], data.LabelNumbers(["a", "c"]));
        Assert.Contains("2 numbers for each of the 2 test items", error.Expected, StringComparison.Ordinal);
        Assert.Contains("1 with gaps: b", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_sealed_items_are_hidden_in_every_column()
    {
        ProjectDataset data = SmallFaces.Project(_folder).Data.Load();
        string id = data.Ids[5];

        ProjectDataset hidden = data.WithoutLabels(new HashSet<string> { id });

        Assert.Equal([float.NaN, float.NaN, float.NaN, float.NaN], hidden.NumbersOf(5));
        Assert.Equal(data.NumbersOf(6), hidden.NumbersOf(6));
        Assert.Equal(4, hidden.Targets.Count);
    }

    [Fact]
    public void The_description_has_the_columns_and_the_extremes_find_the_item_whose_points_are_elsewhere()
    {
        Project project = Project.Create(_folder["g"], new Charter { Question = "?", Target = "points", TargetKind = TargetKind.Points, Metric = "mae" });
        File.WriteAllText(_folder["t.csv"], "id,x,y\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{(char)('a' + i)},{i},{i}\n")) + "z,400,400\n");
        project.Data.Add(_folder["t.csv"], new DataSource { IdColumn = "id" });
        ProjectDataset data = project.Data.Load();

        DataExtremes extremes = DataExtremes.Of(data, "points", 2, TestContext.Current.CancellationToken);

        Assert.Equal(["x", "y"], DatasetDescription.Of(data).Targets);
        Assert.Equal("z", extremes.Highest[0].Id);
        Assert.Contains("points", Assert.Throws<RawDataException>(() => DataExtremes.Of(data, "size", 2, TestContext.Current.CancellationToken)).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void The_interview_proposes_the_person_and_says_that_the_given_test_part_shares_its_people()
    {
        Project project = SmallFaces.Project(_folder);

        SplitAdvice advice = SplitMaker.Plan(project);

        Assert.Equal((SplitStrategy.Group, "person"), (advice.Strategy, advice.Answers.EntityColumn));
        Assert.Contains(advice.Questions, question => question.Evidence.Contains("12 of the 12 different 'person' of its test part are in training too", StringComparison.Ordinal));
        Split split = SplitMaker.Make(project, "v1", new() { Options = new() { Fractions = new() { Valid = 0.25, Test = 0.25 } } });
        Assert.Equal((12, 0), (split.Groups!.Total, split.Groups.Shared));
    }
}
