using Hone.Learn.Data;

namespace Hone.Method.Tests.Checks;

/// <summary>The shuffled-label control: what it shuffles, when it says error, and when it cannot ask.</summary>
public sealed class ShuffledLabelsTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 60).Select(item => $"item {item}")];

    [Fact]
    public void A_shuffle_keeps_every_label_and_its_mirror_turns_each_class_into_the_next()
    {
        var labels = new TrainingLabels([.. Enumerable.Range(0, 60).Select(item => (double)(item % 3))], 1, true, Ids);

        int[] shuffle = LabelShuffle.Of(labels, 5);
        int[] mirror = LabelShuffle.Mirror(labels, shuffle);

        Assert.Equal(Enumerable.Range(0, 60), shuffle.Order());
        Assert.NotEqual(Enumerable.Range(0, 60), shuffle);
        Assert.All(Enumerable.Range(0, 60), item => Assert.Equal((labels.Values[shuffle[item]] + 1) % 3, labels.Values[mirror[item]]));
    }

    [Fact]
    public void The_mirror_of_numbers_keeps_their_distribution_and_turns_their_order()
    {
        var labels = new TrainingLabels([.. Enumerable.Range(0, 60).Select(item => Math.Exp(item / 10.0))], 1, false, Ids);

        int[] shuffle = LabelShuffle.Of(labels, 5);
        int[] mirror = LabelShuffle.Mirror(labels, shuffle);

        Assert.Equal(Enumerable.Range(0, 60), mirror.Order());
        Assert.All(Enumerable.Range(0, 60), item => Assert.Equal(59 - shuffle[item], mirror[item]));
    }

    [Fact]
    public void Luck_of_one_shuffle_is_told_from_a_leak_by_its_mirror_image()
    {
        var luck = new Scripted(0.9, 0.1);

        CheckResult result = new ShuffledLabelsCheck(luck, 0).Run(default);

        Assert.Equal((CheckOutcome.Pass, 2), (result.Outcome, luck.Trainings));
        Assert.Contains("1 of 2 shuffles did better, by luck: accuracy 0.9000", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_beats_the_constant_under_every_shuffle_is_an_error_with_its_numbers()
    {
        var leak = new Scripted(0.9, 0.8, 0.9);

        Finding finding = Assert.Single(new ShuffledLabelsCheck(leak, 0).Run(default).Findings);

        Assert.Equal((Severity.Error, 3, 100), (finding.Severity, leak.Trainings, finding.N));
        Assert.StartsWith("leak between train and valid or in features", finding.What, StringComparison.Ordinal);
        Assert.Contains("accuracy 0.9000, 0.5000 with a constant answer (n = 100)", finding.What, StringComparison.Ordinal);
        Assert.Contains("0.4000 ± ", finding.Evidence, StringComparison.Ordinal);
        Assert.Contains("0.3000 ± ", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_no_labels_and_no_parts_are_not_checked_and_the_reason_is_said()
    {
        Frame frame = Table(row => "one");

        Assert.Contains("1 class in 150 training items", NotChecked(Checked(frame)), StringComparison.Ordinal);
        Assert.Equal("no labels", NotChecked(CheckedTable.Of(frame, new CheckedTableOptions { SplitColumn = "part" })));
        Assert.Equal("no training and validation part", NotChecked(CheckedTable.Of(frame, new CheckedTableOptions { Target = "kind" })));
        Assert.Equal("no features", NotChecked(CheckedTable.Of(frame.Without("x", "y"), new CheckedTableOptions { Target = "kind", SplitColumn = "part" })));
    }

    [Fact]
    public void The_forest_of_a_table_falls_to_the_constant_answer_for_classes_and_for_numbers()
    {
        CheckedTable numbers = CheckedTable.Of(Table(row => "one"), new CheckedTableOptions { Target = "x", SplitColumn = "part" });

        Assert.Contains("accuracy", Passed(Checked(Table(row => row % 3 == 0 ? "a" : "b"))), StringComparison.Ordinal);
        Assert.Contains("absolute error", Passed(numbers), StringComparison.Ordinal);
    }

    [Fact]
    public void The_suite_of_leaks_asks_only_where_it_is_told_to()
    {
        Frame frame = Table(row => row % 3 == 0 ? "a" : "b");
        CheckedTable asked = CheckedTable.Of(frame, new CheckedTableOptions { Target = "kind", SplitColumn = "part", Settings = new CheckSettings { ShuffleLabels = true } });

        Assert.DoesNotContain(Method.Checks.Leak(Checked(frame)).Results, result => result.Id == "leak/shuffled-labels");
        Assert.Equal("leak/shuffled-labels", Method.Checks.Leak(asked).Results[^1].Id);
    }

    private static CheckedTable Checked(Frame frame) => CheckedTable.Of(frame, new CheckedTableOptions { Target = "kind", SplitColumn = "part" });

    private static string NotChecked(CheckedData data)
    {
        CheckResult result = Assert.Single(Method.Checks.ShuffledLabels(data).Results);
        Assert.Equal(CheckOutcome.NotChecked, result.Outcome);
        return result.Message;
    }

    private static string Passed(CheckedData data)
    {
        CheckResult result = Assert.Single(Method.Checks.ShuffledLabels(data).Results);
        Assert.True(result.Outcome == CheckOutcome.Pass, result.Message);
        return result.Message;
    }

    private static Frame Table(Func<int, string> kind)
    {
        var random = new Random(3);
        int[] rows = [.. Enumerable.Range(0, 200)];
        return new Frame(
            new NumberColumn("x", Array.ConvertAll(rows, _ => random.NextDouble())),
            new NumberColumn("y", Array.ConvertAll(rows, _ => random.NextDouble())),
            new CategoricalColumn("kind", Array.ConvertAll(rows, row => kind(row))),
            new CategoricalColumn("part", Array.ConvertAll(rows, row => row % 4 == 3 ? "valid" : "train")));
    }

    /// <summary>Scores as they were written down, of 100 items of two classes.</summary>
    private sealed class Scripted(params double[] accuracies) : ShuffledTraining
    {
        public int Trainings { get; private set; }

        public override string? Missing => null;

        public override TrainingLabels Labels => new([.. Enumerable.Range(0, 60).Select(item => (double)(item % 2))], 1, true, Ids);

        public override ConstantAnswer Answer(int[] sources, CancellationToken cancellationToken)
        {
            int right = (int)Math.Round(100 * accuracies[Trainings++]);
            int[] truth = [.. Enumerable.Range(0, 100).Select(item => item % 2)];
            return ConstantAnswer.OfClasses([.. truth.Select((label, item) => item < right ? label : 1 - label)], truth, 0);
        }
    }
}
