namespace Hone.Method.Tests;

public sealed class GroupSplitTests
{
    [Fact]
    public void No_group_is_in_two_parts_and_the_shares_are_met()
    {
        SplitData data = Data(groups: 60, each: 5, classes: 3);

        Split split = Split.Group(data, new() { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = 1 });

        Assert.Equal((60, 0), (split.Groups!.Total, split.Groups.Shared));
        Assert.Equal((210, 60, 30), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
    }

    [Fact]
    public void Another_seed_gives_another_split_and_the_same_seed_the_same_whatever_the_order_of_the_rows()
    {
        SplitData data = Data(groups: 60, each: 5, classes: 3);
        SplitData reversed = data.Take(Enumerable.Range(0, 300).Reverse().ToArray());

        HashSet<string> first = Valid(Split.StratifiedGroup(data, new() { Seed = 1 }));

        Assert.Equal(first, Valid(Split.StratifiedGroup(reversed, new() { Seed = 1 })));
        Assert.NotEqual(first, Valid(Split.StratifiedGroup(data, new() { Seed = 2 })));
        Assert.NotEqual(Valid(Split.Group(data, new() { Seed = 1 })), Valid(Split.Group(data, new() { Seed = 2 })));
    }

    [Fact]
    public void A_stratified_group_split_is_nearer_to_the_class_shares_than_one_by_group_alone()
    {
        // 90 patients with 1 to 9 rows; one in ten is ill, in all rows.
        var groups = new List<string>();
        var classes = new List<string>();
        for (int patient = 0; patient < 90; patient++)
        {
            for (int row = 0; row <= patient % 9; row++)
            {
                groups.Add($"p{patient:00}");
                classes.Add(patient % 10 == 0 ? "ill" : "well");
            }
        }

        var data = new SplitData { Ids = Ids(groups.Count), Classes = classes, Groups = groups };

        Split stratified = Split.StratifiedGroup(data, new() { Folds = 5, Seed = 1 });
        Split plain = Split.Group(data, new() { Folds = 5, Seed = 1 });

        Assert.True(stratified.ClassShares!.FoldDeviations!.Max() < 0.02, $"{stratified.ClassShares.FoldDeviations!.Max()}");
        Assert.True(plain.ClassShares!.FoldDeviations!.Max() > stratified.ClassShares.FoldDeviations!.Max());
    }

    [Fact]
    public void Fewer_groups_than_folds_are_refused_with_the_largest_feasible_k()
    {
        SplitData data = Data(groups: 4, each: 10, classes: 1);

        foreach (Func<SplitData, SplitOptions, Split> strategy in new Func<SplitData, SplitOptions, Split>[] { Split.Group, Split.StratifiedGroup })
        {
            SplitException error = Assert.Throws<SplitException>(() => strategy(data, new() { Folds = 5 }));

            Assert.Contains("4 groups in 40 items", error.Got, StringComparison.Ordinal);
            Assert.Contains("the largest feasible k is 4", error.Try, StringComparison.Ordinal);
            Assert.Equal(ExitCode.BadInput, error.ExitCode);
            Assert.Equal(4, strategy(data, new() { Folds = 4 }).FoldCount);
        }
    }

    [Fact]
    public void A_missing_group_is_refused_with_the_first_three_items_and_the_largest_feasible_k()
    {
        SplitData data = Data(groups: 6, each: 5, classes: 2);
        string?[] groups = [.. data.Groups!];
        groups[3] = null;
        groups[8] = "";
        groups[9] = " ";
        groups[20] = null;

        SplitException error = Assert.Throws<SplitException>(() => Split.Group(data with { Groups = groups }, new() { Folds = 3 }));

        Assert.Contains("4 items without one: item 3 ('id 3'), item 8 ('id 8'), item 9 ('id 9')", error.Got, StringComparison.Ordinal);
        Assert.DoesNotContain("item 20", error.Got, StringComparison.Ordinal);
        Assert.Contains("the largest feasible k would be 6", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_in_too_few_groups_is_refused_with_the_largest_feasible_k()
    {
        // Class "rare" has 20 items, but only in two of ten groups.
        string[] groups = Enumerable.Range(0, 100).Select(i => $"g{i / 10}").ToArray();
        string[] classes = Enumerable.Range(0, 100).Select(i => i < 20 ? "rare" : i % 2 == 0 ? "a" : "b").ToArray();
        var data = new SplitData { Ids = Ids(100), Classes = classes, Groups = groups };

        SplitException error = Assert.Throws<SplitException>(() => Split.StratifiedGroup(data, new() { Folds = 5 }));

        Assert.Contains("'rare', has 20 items in 2 of 10 groups", error.Got, StringComparison.Ordinal);
        Assert.Contains("the largest feasible k is 2", error.Try, StringComparison.Ordinal);
        Assert.Equal(2, Split.StratifiedGroup(data, new() { Folds = 2 }).FoldCount);
        Assert.Equal(5, Split.Group(data, new() { Folds = 5 }).FoldCount);
    }

    [Fact]
    public void One_group_cannot_be_split()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Group(Data(groups: 1, each: 10, classes: 1)));

        Assert.Contains("1 groups in 10 items", error.Got, StringComparison.Ordinal);
        Assert.Contains("choose another one", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void No_groups_at_all_are_a_wrong_usage()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Group(Samples.Data(5, 5)));

        Assert.Contains("10 items and no groups", error.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    // scikit-learn#33085: few groups that are not spread over the classes gave folds without a single item.
    [Fact]
    public void Few_uneven_groups_never_give_an_empty_fold()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            int count = 60;
            string[] groups = Enumerable.Range(0, count).Select(_ => $"g{Math.Min(random.Next(6), random.Next(6))}").ToArray();
            string[] classes = groups.Select(group => group is "g0" or "g1" ? "a" : random.Next(4) == 0 ? "a" : "b").ToArray();
            var data = new SplitData { Ids = Ids(count), Classes = classes, Groups = groups };
            int present = groups.Distinct().Count();
            int withA = groups.Where((_, i) => classes[i] == "a").Distinct().Count();
            int withB = groups.Where((_, i) => classes[i] == "b").Distinct().Count();

            Split split = Split.Group(data, new() { Folds = present });
            Assert.All(split.GetFolds(), fold => Assert.NotEmpty(fold.ValidIndices));
            if (Math.Min(withA, withB) < 5)
            {
                string advice = Assert.Throws<SplitException>(() => Split.StratifiedGroup(data, new() { Folds = 5 })).Try!;
                Assert.True(advice.Contains("largest feasible k", StringComparison.Ordinal) || advice.Contains("no k is feasible", StringComparison.Ordinal));
            }
        }
    }

    // scikit-learn#34828: as many groups as folds, and distances that are equal on paper; their last bits put two groups into one fold.
    [Fact]
    public void As_many_groups_as_folds_give_each_fold_one_group()
    {
        int[][] counts = [[0, 1, 2], [0, 2, 1], [1, 1, 1], [1, 0, 2], [2, 1, 0]];
        for (int seed = 0; seed < 50; seed++)
        {
            var groups = new List<string>();
            var values = new List<string>();
            for (int group = 0; group < counts.Length; group++)
            {
                for (int c = 0; c < 3; c++)
                {
                    groups.AddRange(Enumerable.Repeat($"g{group}", counts[group][c]));
                    values.AddRange(Enumerable.Repeat($"c{c}", counts[group][c]));
                }
            }

            GroupTable table = GroupTable.Of(groups, values);
            double[] shares = Enumerable.Repeat(0.2, 5).ToArray();
            Assert.Equal([1, 1, 1, 1, 1], GroupAllocator.Allocate(table, shares, (ulong)seed).GroupsIn);
            Assert.Equal([1, 1, 1, 1, 1], GroupAllocator.Greedy(table, shares, [4, 3, 2, 1, 0]).GroupsIn);
        }
    }

    // scikit-learn#28218: six items, four groups, three classes; a split with every class on both sides exists and was not found.
    [Fact]
    public void A_split_with_every_class_on_both_sides_is_found_when_there_is_one()
    {
        var data = new SplitData { Ids = Ids(6), Classes = ["1", "1", "0", "0", "2", "2"], Groups = ["a", "b", "b", "c", "c", "d"] };

        for (ulong seed = 0; seed < 10; seed++)
        {
            Split split = Split.StratifiedGroup(data, new() { Folds = 2, Seed = seed });

            foreach (SplitFold fold in split.GetFolds())
            {
                Assert.Equal(["0", "1", "2"], fold.ValidIndices.Select(index => data.Classes[index]).Order());
                Assert.Equal(["0", "1", "2"], fold.TrainIndices.Select(index => data.Classes[index]).Order());
            }

            Assert.Equal([0.0, 0.0], split.ClassShares!.FoldDeviations);
        }
    }

    private static HashSet<string> Valid(Split split) => split.ValidIndices.Select(index => split.Ids[index]).ToHashSet();

    private static string[] Ids(int count) => Enumerable.Range(0, count).Select(i => $"id {i}").ToArray();

    private static SplitData Data(int groups, int each, int classes) => new()
    {
        Ids = Ids(groups * each),
        Groups = Enumerable.Range(0, groups * each).Select(i => $"g{i / each:000}").ToArray(),
        Classes = Enumerable.Range(0, groups * each).Select(i => $"c{(i / each) % classes}").ToArray(),
    };
}
