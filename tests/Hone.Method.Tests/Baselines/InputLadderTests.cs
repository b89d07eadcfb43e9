using System.Globalization;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Method.Tests.Baselines;

/// <summary>One input at a time, and columns that are left out.</summary>
public sealed class InputLadderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Two_inputs_are_each_alone_and_all_together_and_each_is_a_run()
    {
        (Project project, FrozenSplit split) = New("mae", "value");
        InputTask task = InputTask.Of(LadderSamples.Table(), "value", "mae", LadderSamples.Rows(LadderSamples.Count), leftOut: ["class"]);

        InputReport report = InputLadder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal(["numbers", "words"], task.Inputs.Select(input => input.Name));
        Assert.Equal(["x"], task.Inputs[0].Columns);
        Assert.Equal(6, project.Runs.List().Count);
        Assert.All(project.Runs.List(), run => Assert.Contains(BaselineLadder.Tag, run.Record!.Tags));
        Assert.Equal(4, report.Inputs.Count);

        // x moves the value by 20, the color by 5: both add, x more.
        InputScore x = Assert.Single(report.Inputs, input => input is { Input: "numbers", Model: "random forest" });
        InputScore color = Assert.Single(report.Inputs, input => input is { Input: "words", Model: "random forest" });
        Assert.Equal((Verdict.Better, Verdict.Better), (x.Adds!.Verdict, color.Adds!.Verdict));
        Assert.True(x.Adds.Difference < color.Adds.Difference, $"{x.Adds.Difference} and {color.Adds.Difference}");
        Assert.Equal(x.Alone.RunId, color.Dropped.RunId);
        Assert.All(report.Sentences, sentence => Assert.Contains("adds something that the other inputs do not have", sentence, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(project.Directory, "reports", InputLadder.FileName)));

        // The second time everything is read.
        Assert.Equal(report.All[0].RunId, InputLadder.Run(project, split, task, cancellationToken: Token).All[0].RunId);
        Assert.Equal(6, project.Runs.List().Count);
    }

    [Fact]
    public void Groups_that_are_named_leave_the_rest_to_one_more_input_and_noise_adds_nothing()
    {
        (Project project, FrozenSplit split) = New("rmse", "value");
        double[] noise = CombineSamples.Noise(LadderSamples.Count, 3);
        Frame frame = LadderSamples.Table().With(new NumberColumn("noise", noise));
        InputTask task = InputTask.Of(
            frame, "value", "rmse", LadderSamples.Rows(LadderSamples.Count), InputColumns.Parse("size = x; luck=noise"), ["class"]);

        InputReport report = InputLadder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal(["size", "luck", "other"], task.Inputs.Select(input => input.Name));
        Assert.Equal(["color"], task.Inputs[2].Columns);
        Assert.Equal(14, project.Runs.List().Count);
        InputScore luck = Assert.Single(report.Inputs, input => input is { Input: "luck", Model: "linear regression" });
        Assert.NotEqual(Verdict.Better, luck.Adds!.Verdict);
        Assert.Contains("'luck'", report.Sentences[1], StringComparison.Ordinal);
        Assert.DoesNotContain("adds something", report.Sentences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_and_the_table_beside_them_are_two_inputs()
    {
        Project project = Method.Project.Create(_folder["p"], new Charter { Question = "?", Target = "y", Metric = "mae" }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });
        Directory.CreateDirectory(_folder["set"]);
        var csv = new StringBuilder("file,age,y\n");
        for (int row = 0; row < 90; row++)
        {
            int gray = row * 37 % 90;
            int age = row * 53 % 90;
            Png.Write(_folder[$"set/{row}.png"], new ImageData(4, 4, 1, [.. Enumerable.Repeat((byte)(2 * gray), 16)]));
            csv.Append(CultureInfo.InvariantCulture, $"{row}.png,{age},{gray + (2 * age)}\n");
        }

        File.WriteAllText(_folder["set/t.csv"], csv.ToString());
        project.Data.Add(_folder["set"]);
        FrozenSplit split = project.Splits.Freeze(
            Split.Random(new SplitData { Ids = project.Data.Load().Ids }, new() { Fractions = new() { Valid = 0.3, Test = 0.1 }, Seed = 3 }), "v1", project.Data.Manifest.Hash);

        InputTask task = InputLoader.Load(project, split, cancellationToken: Token);
        InputReport report = InputLadder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal([InputTask.PictureInput, InputLoader.TableInput], task.Inputs.Select(input => input.Name));
        Assert.Contains("age", task.Inputs[1].Columns);
        InputScore pictures = Assert.Single(report.Inputs, input => input is { Input: InputTask.PictureInput, Model: "linear regression" });
        Assert.Equal(Verdict.Better, pictures.Adds!.Verdict);
        Assert.True(report.All[0].Score < pictures.Alone.Score && report.All[0].Score < pictures.Dropped.Score);
    }

    [Fact]
    public void Texts_are_an_input_by_their_words()
    {
        (Project project, FrozenSplit split) = New("accuracy", "y");
        string path = _folder["t.csv"];
        File.WriteAllText(path, "id,said,x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row},{(row % 3 == 0 ? "lovely film" : "awful film")} {row},{row % 2},{(row % 3 == 0 ? "good" : "bad")}\n")));

        InputTask task = InputLoader.Load(project, split, new LadderSource { Path = path, TextColumn = "said" }, cancellationToken: Token);
        InputReport report = InputLadder.Run(project, split, task, cancellationToken: Token);

        Assert.Equal(["said", InputLoader.TableInput], task.Inputs.Select(input => input.Name));
        Assert.Equal(1.0, Assert.Single(report.Inputs, input => input is { Input: "said", Model: "logistic regression" }).Alone.Score);
    }

    [Fact]
    public void One_input_unknown_columns_and_malformed_groups_are_wrong_usages_with_what_was_there()
    {
        Frame frame = LadderSamples.Table();
        LadderRows rows = LadderSamples.Rows(LadderSamples.Count);

        BaselineException one = Assert.Throws<BaselineException>(() => InputTask.Of(frame, "value", "mae", rows, leftOut: ["class", "color"]));
        BaselineException unknown = Assert.Throws<BaselineException>(() => InputTask.Of(frame, "value", "mae", rows, InputColumns.Parse("a=x;b=colour")));
        BaselineException target = Assert.Throws<BaselineException>(() => InputTask.Of(frame, "value", "mae", rows, InputColumns.Parse("a=x;b=value")));

        Assert.Contains("1: numbers (x)", one.Got, StringComparison.Ordinal);
        Assert.Contains("'colour'", unknown.Got, StringComparison.Ordinal);
        Assert.Contains("color", unknown.Expected, StringComparison.Ordinal);
        Assert.Contains("'value'", target.Got, StringComparison.Ordinal);
        Assert.All(
            [("a", "'a'"), ("=x", "'=x'"), ("a=", "'a='"), ("a=x;a=y", "a twice"), ("a=x;b=x", "column x twice"), (" ; ", "' ; '")],
            wrong => Assert.Contains(wrong.Item2, Assert.Throws<BaselineException>(() => InputColumns.Parse(wrong.Item1)).Got, StringComparison.Ordinal));
    }

    [Fact]
    public void Dropped_columns_are_named_beside_every_rung_and_the_ladder_with_them_is_not_read_for_the_one_without()
    {
        (Project project, FrozenSplit split) = New("mae", "value");
        Frame frame = LadderSamples.Table();
        LadderRows rows = LadderSamples.Rows(LadderSamples.Count);

        LadderReport with = Ladder.Run(project, split, TableLadder.Of(frame, "value", "mae", rows, ["class"]), cancellationToken: Token);
        LadderReport without = Ladder.Run(project, split, TableLadder.Of(frame, "value", "mae", rows, ["class"], ["x"]), cancellationToken: Token);

        Assert.Equal(with.Rows[0].RunId, without.Rows[0].RunId);
        Assert.All(without.Rows.Skip(2), row => Assert.EndsWith(", without x", row.Description, StringComparison.Ordinal));
        Assert.All(with.Rows.Skip(2).Zip(without.Rows.Skip(2)), pair => Assert.NotEqual(pair.First.RunId, pair.Second.RunId));
        Assert.True(without.Rows[4].Score > 2 * with.Rows[4].Score);
        Assert.Contains("left out because you say so: x", without.Notes);
        BaselineException error = Assert.Throws<BaselineException>(() => TableLadder.Of(frame, "value", "mae", rows, null, ["y", "value"]));
        Assert.Contains("'value', 'y'", error.Got, StringComparison.Ordinal);
    }

    private (Project Project, FrozenSplit Split) New(string metric, string target)
    {
        Project project = CombineSamples.Project(_folder[metric], metric, target);
        return (project, LadderSamples.Freeze(project, [.. Enumerable.Range(0, 30).Select(row => $"{row}")]));
    }
}
