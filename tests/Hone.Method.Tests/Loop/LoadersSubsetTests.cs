using Hone.Learn;

namespace Hone.Method.Tests;

public sealed class LoadersSubsetTests
{
    private static readonly TinyRecipe Recipe = new() { Items = 2000, BatchSize = 8 };

    [Fact]
    public void One_line_makes_a_nested_sample_and_leaves_validation_alone()
    {
        DataLoaders data = Recipe.Loaders();
        string[] small = TrainIds(data.Subset(0.02));
        string[] large = TrainIds(data.Subset(0.1));

        DataLoaders valid = data.Subset(0.02);

        Assert.InRange(small.Length, 28, 32);
        Assert.Subset(large.ToHashSet(), small.ToHashSet());
        Assert.Same(data.Valid, valid.Valid);
        Assert.Equal("2%", data.Subset(0.02).Label);
        Assert.Empty(data.Subset(0.02).Warnings);
    }

    [Fact]
    public void The_sample_has_the_class_shares_of_the_whole()
    {
        DataLoaders data = Recipe.Loaders();
        float[] all = DatasetTargets.Read(data.Train.Dataset);

        DataLoaders sample = data.Subset(0.2);

        float[] some = DatasetTargets.Read(sample.Train.Dataset);
        foreach (IGrouping<float, float> group in all.GroupBy(label => label))
        {
            Assert.Equal(Math.Round(group.Count() * 0.2), some.Count(label => label == group.Key), 1);
        }
    }

    [Fact]
    public void A_sample_below_one_batch_is_raised_with_a_warning_that_says_to_what()
    {
        TinyRecipe large = Recipe with { BatchSize = 64 };

        LoadersSubset subset = large.Loaders().Subset(0.001);

        DataLoaders data = subset;
        Assert.InRange(data.Train.Dataset.Count, 64, 68);
        Assert.Contains(subset.Warnings, warning => warning == $"0.1% of 1500 items is less than one batch: raised to {data.Train.Dataset.Count} items");
        Assert.Subset(TrainIds(large.Loaders().Subset(0.05)).ToHashSet(), TrainIds(subset).ToHashSet());
    }

    [Fact]
    public void Groups_stay_whole_and_nested()
    {
        DataLoaders data = Recipe.Loaders();
        string[] groups = [.. Enumerable.Range(0, data.Train.Dataset.Count).Select(position => $"patient {position / 10}")];

        string[] small = GroupsOf(data.Subset(0.03, new SubsetOptions { Groups = groups }));
        string[] large = GroupsOf(data.Subset(0.2, new SubsetOptions { Groups = groups }));

        Assert.All(small.GroupBy(group => group), group => Assert.Equal(10, group.Count()));
        Assert.Subset(large.ToHashSet(), small.ToHashSet());
        SplitException error = Assert.Throws<SplitException>(() => data.Subset(0.03, new SubsetOptions { Groups = groups[1..] }));
        Assert.Contains("1500 training items and 1499 groups", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_is_refused_and_asked_back_as_twenty_percent()
    {
        SplitException error = Assert.Throws<SplitException>(() => Recipe.Loaders().Subset(20));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("did you mean 20%?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cap_for_validation_is_told()
    {
        LoadersSubset subset = Recipe.Loaders().Subset(0.1, new SubsetOptions { ValidCap = 100 });

        Assert.Equal(100, subset.Loaders.Valid.Dataset.Count);
        Assert.Contains("validation is cut to 100 of 500 items", Assert.Single(subset.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_subset_of_a_split_keeps_groups_whole_too()
    {
        Split split = Samples.Split(300, 300);
        string[] groups = [.. split.TrainIndices.Select(index => $"g{index / 6}")];

        SplitSubset subset = SplitSubset.Of(split, 0.1, null, new SubsetOptions { Groups = groups });

        Dictionary<string, int> sizes = split.TrainIndices.Select((index, position) => groups[position]).GroupBy(group => group).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(subset.TrainIndices.GroupBy(index => $"g{index / 6}"), group => Assert.Equal(sizes[group.Key], group.Count()));
        Assert.InRange(subset.TrainIndices.Count, 42, 48);
    }

    private static string[] TrainIds(DataLoaders data) => [.. Enumerable.Range(0, data.Train.Dataset.Count).Select(data.Train.Dataset.IdAt)];

    private static string[] GroupsOf(DataLoaders data) => [.. data.Train.Dataset.Indices.ToArray().Select(index => $"patient {index / 10}")];
}
