using Hone.Learn;
using Hone.Nn;

namespace Hone.Conventions.Tests.UserCode;

/// <summary>Columns and blocks from an assembly that sees only what is public: users collate and pad their own samples.</summary>
public sealed class UserColumnTests
{
    [Fact]
    public void A_batch_of_sequences_is_as_long_as_its_longest()
    {
        DataLoaders data = Tunes(["1 2 3", "4", "5 6", "7 8"], batchSize: 2);
        var batches = new List<Batch>();
        foreach (Batch batch in data.Train.InOrder().Read())
        {
            batches.Add(batch);
        }

        Assert.Equal([1, 2, 3, 4, 0, 0], batches[0].Input.ToArray<long>());
        Assert.Equal([5, 6, 7, 8], batches[1].Input.ToArray<long>());
        Assert.Equal("[3]", data.Train.Dataset.Input.RowShape.ToString());
        batches.ForEach(batch => batch.Release());

        // Sorted by length as training batches are, the longest first; new items may be longer.
        Assert.Equal("[2, 3]", Shapes(data.Train)[0]);
        Assert.Equal(["[1, 5]"], Shapes(data.TestLoader(["1 2 3 4 5"])));
    }

    [Fact]
    public void Steps_of_several_numbers_are_padded_in_front()
    {
        Batch batch = Build(new PathColumn([[1, 2], [3, 4, 5, 6]]), 2);
        Assert.Equal("[2, 2, 2]", batch.Input.Shape.ToString());
        Assert.Equal([-1, -1, 1, 2, 3, 4, 5, 6], batch.Input.ToArray<float>());
        batch.Release();
    }

    [Fact]
    public void A_batch_can_be_put_together_as_a_whole()
    {
        Batch batch = Build(new WholeBatchColumn(count => [count, 1]), 4);
        Assert.Equal([-1.5f, -0.5f, 0.5f, 1.5f], batch.Input.ToArray<float>());
        batch.Release();
    }

    [Fact]
    public void A_net_learns_from_a_users_block()
    {
        // High tunes have notes above 5, low ones the others: 1 to 7 notes.
        var random = new RandomStream(1, "tunes");
        string[] tunes = [.. Enumerable.Range(0, 200).Select(i => string.Join(' ', Enumerable.Range(0, 1 + (i % 7)).Select(_ => 1 + (i % 2 * 5) + (int)(random.NextDouble() * 5))))];
        DataLoaders data = Tunes(tunes, batchSize: 16, new RandomSplitter());
        Module model = new Sequential(new EmbeddingBag(11, 4, new() { PaddingIndex = 0 }), new Linear(4, 2)).Initialize(seed: 1);
        var learner = new Learner(data, model, new() { Metrics = [new Accuracy()] });
        learner.FitOneCycle(5, 0.1);
        Assert.Equal(1.0, learner.Recorder.Epochs[^1].Metrics[0].Value);
        Assert.Equal(2, learner.GetPreds(loader: learner.Data.TestLoader(["9 9 9 8 7 6 10 9 9", "1 1"])).Count);
    }

    [Fact]
    public void A_sequence_with_another_number_of_elements_is_refused_by_item()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => Build(new PathColumn([[1, 2], [3, 4, 5, 6]], cut: 1), 2));
        Assert.Contains("1 steps with 2 elements each, 2 elements", error.Message);
        Assert.Contains("1 elements", error.Got);
        Assert.Contains("item tune0, stage path", error.Message);
    }

    [Fact]
    public void A_row_that_is_written_too_long_is_refused_by_item()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => Build(new TooLongColumn(), 4));
        Assert.Contains("item tune2, stage triple", error.Message);
        Assert.Contains("Destination is too short", error.Message);
    }

    [Fact]
    public void Memory_of_another_shape_is_refused_with_the_name_of_the_column()
    {
        ShapeException rows = Assert.Throws<ShapeException>(() => Build(new WholeBatchColumn(count => [1, count]), 4));
        Assert.Contains("A batch of 4 rows", rows.Message);
        Assert.Contains("Float32 [1, 4]", rows.Message);
        Assert.Contains("part centered", rows.Message);
        ShapeException axes = Assert.Throws<ShapeException>(() => Build(new WholeBatchColumn(count => [count]), 4));
        Assert.Contains("1 axes of RowShape [1]", axes.Message);
        Assert.Contains("[4]", axes.Got);
    }

    [Fact]
    public void What_a_collation_throws_names_the_batch()
    {
        HoneDataException error = Assert.Throws<HoneDataException>(() => Build(new WholeBatchColumn(count => [count, 1], () => throw new InvalidOperationException("no mean")), 4));
        Assert.Contains("tune0 and 3 more of its batch", error.Message);
        Assert.Contains("no mean", error.Message);
    }

    private static Batch Build(Column column, int count)
    {
        var dataset = new Dataset([column], [], [.. Enumerable.Range(0, count).Select(i => $"tune{i}")], [.. Enumerable.Range(0, count)]);
        using EpochReader reader = new DataLoader(dataset, new DataLoaderOptions { BatchSize = count, Workers = 0 }).Read();
        Assert.True(reader.MoveNext());
        return reader.Current;
    }

    private static string[] Shapes(DataLoader loader)
    {
        var shapes = new List<string>();
        foreach (Batch batch in loader.Read())
        {
            shapes.Add(batch.Input.Shape.ToString());
            batch.Release();
        }

        return [.. shapes];
    }

    private static DataLoaders Tunes(string[] tunes, int batchSize, Splitter? splitter = null)
    {
        var block = new DataBlock<string>
        {
            Input = new TuneBlock(),
            Target = new CategoryBlock<string>(tune => tune.Split(' ').All(note => int.Parse(note) <= 5) ? "low" : "high"),
            Splitter = splitter ?? new IndexSplitter([.. Enumerable.Range(0, tunes.Length)], []),
        };
        return block.DataLoaders(tunes, new DataLoaderOptions { BatchSize = batchSize, Workers = 0 });
    }
}
