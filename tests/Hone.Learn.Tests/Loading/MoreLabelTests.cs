using Hone.Learn.Data;

namespace Hone.Learn.Tests;

[Collection("memory pool")]
public sealed class MoreLabelTests
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    [Fact]
    public void Labels_that_are_none_of_the_classes_become_na_when_asked_for()
    {
        string?[] labels = ["dog", "cat", null, "cat", "bird", "dog"];
        DataBlock<int> Block(bool addNa, IReadOnlyList<string>? vocab = null) => new()
        {
            Input = new VectorBlock<int>(item => new float[] { item }),
            Target = new CategoryBlock<int>(item => labels[item]!, vocab, addNa),
            Splitter = new IndexSplitter([4, 5]),
        };
        DataLoaders data = Block(addNa: true).DataLoaders([.. Enumerable.Range(0, 6)], s_options);
        Assert.Equal(["#na#", "cat", "dog"], data.Vocab);
        Assert.Equal([2, 1, 0, 1], Codes(data.Train.InOrder()));
        Assert.Equal([0, 2], Codes(data.Valid));
        Assert.Equal(["#na#", "dog", "bird"], Block(true, ["dog", "bird"]).DataLoaders([.. Enumerable.Range(0, 6)], s_options).Vocab);
        Assert.Contains("null", Assert.Throws<HoneDataException>(() => Block(addNa: false).DataLoaders([.. Enumerable.Range(0, 6)], s_options)).Message);
    }

    [Fact]
    public void Classes_keep_the_order_of_appearance_when_asked_for()
    {
        string[] labels = ["small", "large", "medium", "small", "large", "huge"];
        DataBlock<int> Block(Block<int> target) => new() { Input = new VectorBlock<int>(item => new float[] { item }), Target = target, Splitter = new IndexSplitter([5, 3, 2, 1, 0], [4]) };
        string[] Vocab(Block<int> target) => [.. Block(target).DataLoaders([.. Enumerable.Range(0, 6)], s_options).Vocab];
        Assert.Equal(["huge", "large", "medium", "small"], Vocab(new CategoryBlock<int>(item => labels[item])));
        Assert.Equal(["small", "large", "medium", "huge"], Vocab(new CategoryBlock<int>(item => labels[item], sort: false)));
        Assert.Equal(["#na#", "small", "large", "medium", "huge"], Vocab(new CategoryBlock<int>(item => labels[item], addNa: true, sort: false)));
        Assert.Equal(["#na#", "small", "large"], Vocab(new CategoryBlock<int>(item => labels[item], ["#na#", "small", "large"], addNa: true)));
        Assert.Equal(["small", "odd", "large", "medium", "huge"], Vocab(new MultiCategoryBlock<int>(item => item % 2 == 0 ? [labels[item]] : ["odd", labels[item]], sort: false)));
        Assert.Equal(["#na#", "large"], Vocab(new MultiCategoryBlock<int>(item => [labels[item]], ["large"], addNa: true)));
        string unknown = Assert.Throws<HoneDataException>(() => Vocab(new MultiCategoryBlock<int>(item => [labels[item]], ["large"]))).Message;
        Assert.Contains("one of the 1 classes large", unknown);
        Assert.Contains("\"small\"", unknown);
        DataLoaders data = Block(new MultiCategoryBlock<int>(item => [labels[item]], ["large"], addNa: true)).DataLoaders([.. Enumerable.Range(0, 6)], s_options with { BatchSize = 5 });
        using EpochReader reader = data.Train.InOrder().Read();
        Assert.True(reader.MoveNext());
        Assert.Equal([1, 0, 1, 0, 1, 0, 0, 1, 1, 0], reader.Current.Target!.ToArray<float>());
        reader.Current.Release();
    }

    [Fact]
    public void Rows_of_yes_and_no_are_labels_in_the_order_of_their_vocabulary()
    {
        bool[][] rows = [[true, false, true], [false, false, false], [false, true, false]];
        DataBlock<int> block = new()
        {
            Input = new VectorBlock<int>(item => new float[] { item }),
            Target = MultiCategoryBlock<int>.Encoded(item => rows[item], ["wet", "cold", "windy"]),
            Splitter = new IndexSplitter([2]),
        };
        DataLoaders data = block.DataLoaders([0, 1, 2], s_options);
        Assert.Equal(["wet", "cold", "windy"], data.Vocab);
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            Assert.Equal([1, 0, 1, 0, 0, 0], batch.Target!.ToArray<float>());
            batch.Release();
        }

        rows[1] = [true];
        HoneDataException error = Assert.Throws<HoneDataException>(() => block.DataLoaders([0, 1, 2], s_options));
        Assert.Contains("3 classes", error.Message);
        Assert.Contains("1 answers", error.Message);
    }

    [Fact]
    public void Names_and_whole_paths_give_labels_by_functions_and_patterns()
    {
        using var folder = new TemporaryFolder();
        List<string> paths = [];
        for (int i = 0; i < 10; i++)
        {
            string name = Path.Combine(folder.Root, i % 2 == 0 ? "left" : "right", $"{(i % 3 == 0 ? "red" : "blue")}_{i}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(name)!);
            Png.Write(name, new ImageData(3, 3, 1, new byte[9]));
            paths.Add(name);
        }

        var options = new ImageLoadersOptions { Mode = ImageMode.Gray, Splitter = new EndSplitter(0.2), Loader = s_options };
        DataLoaders byName = ImageDataLoaders.FromNameFunc(paths, name => name.Split('_')[0], options);
        DataLoaders byPath = ImageDataLoaders.FromPathRe(paths, "/(left|right)/[^/]+$", options);
        Assert.Equal(["blue", "red"], byName.Vocab);
        Assert.Equal(["left", "right"], byPath.Vocab);
        Assert.Equal([1, 0, 0, 1, 0, 0, 1, 0], Codes(byName.Train.InOrder()));
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], Codes(byPath.Train.InOrder()));
        Assert.Contains("left_or", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromPathRe(paths, "(left_or)", options)).Message);
    }

    private static long[] Codes(DataLoader loader)
    {
        List<long> codes = [];
        foreach (Batch batch in loader.Read())
        {
            codes.AddRange(batch.Target!.ToArray<long>());
            batch.Release();
        }

        return [.. codes];
    }
}
