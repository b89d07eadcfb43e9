using System.Globalization;

namespace Hone.Learn;

/// <summary>
/// How a list of items becomes batches: what an item's input and target are, how the list is split, what is done to batches. fastai's
/// <c>DataBlock</c>; the getters live in the blocks.
/// </summary>
/// <typeparam name="TItem">What identifies a sample: a file, a row number.</typeparam>
/// <example><code>
/// var block = new DataBlock&lt;FolderItem&gt;
/// {
///     GetId = file => file.Id,
///     Input = new ImageBlock&lt;FolderItem&gt;(file => Png.Read(file.Path)),
///     Target = new CategoryBlock&lt;FolderItem&gt;(file => names[file.Label]),
///     Splitter = new RandomSplitter(seed: 42),
///     BatchTransforms = [new RandomFlip(), new Normalize()],
/// };
/// DataLoaders data = block.DataLoaders(files);
/// </code></example>
public sealed record DataBlock<TItem>
{
    private const int SummaryBatchSize = 4;

    /// <summary>What the model sees.</summary>
    public required Block<TItem> Input { get; init; }

    /// <summary>What it should answer.</summary>
    public required Block<TItem> Target { get; init; }

    /// <summary>The identity of an item, such as its path; null stands for its position in the list.</summary>
    public Func<TItem, string>? GetId { get; init; }

    /// <summary>Which items are for training and which for validation; a random fifth for validation unless told, as in fastai.</summary>
    public Splitter Splitter { get; init; } = new RandomSplitter();

    /// <summary>What is done to each batch.</summary>
    public IReadOnlyList<BatchTransform> BatchTransforms { get; init; } = [];

    /// <summary>Splits the items, binds the blocks to them, fits the transforms on the training part and makes the loaders.</summary>
    /// <param name="items">All items.</param>
    /// <param name="options">Sizes, threads and seed; null stands for the defaults.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The split or an item is unusable; the message names it.</exception>
    public DataLoaders DataLoaders(IReadOnlyList<TItem> items, DataLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        options ??= new DataLoaderOptions();
        BoundItems<TItem> bound = Split(items);
        Column input = Input.Bind(bound);
        Column target = Target.Bind(bound);
        var train = new Dataset(input, target, bound.Ids, bound.Split.Train);
        DataLoaderOptions training = options with { Shuffle = true, DropLast = true, Augment = true, Transforms = [] };
        BatchTransform[] transforms = Fit(new DataLoader(train, training));
        DataLoaderOptions judging = options with
        {
            BatchSize = options.ValidBatchSize ?? options.BatchSize,
            Shuffle = false,
            DropLast = false,
            Augment = false,
            Transforms = transforms,
        };
        DataLoader? test = bound.Split.Test.Count == 0
            ? null
            : new DataLoader(new Dataset(input, null, bound.Ids, bound.Split.Test), judging);
        return new DataLoaders(
            new DataLoader(train, training with { Transforms = transforms }),
            new DataLoader(new Dataset(input, target, bound.Ids, bound.Split.Valid), judging),
            test);
    }

    /// <summary>A loader for new items without labels, prepared as the validation part is; fastai's <c>test_dl</c>.</summary>
    /// <param name="loaders">What <see cref="DataLoaders"/> made: it knows the statistics of the training part.</param>
    /// <param name="items">The new items.</param>
    /// <returns>The loader.</returns>
    /// <exception cref="HoneDataException">The new items have another shape than the training part.</exception>
    public DataLoader TestLoader(DataLoaders loaders, IReadOnlyList<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(loaders);
        ArgumentNullException.ThrowIfNull(items);
        int[] all = [.. Enumerable.Range(0, items.Count)];
        string[] ids = Identities(items);
        Column input = Input.Bind(new BoundItems<TItem>(items, ids, new DataSplit([], [], all)));
        Shape expected = loaders.Train.Dataset.Input.RowShape;
        if (input.RowShape != expected)
        {
            throw new HoneDataException($"New items have the shape of the training part, {expected}.", $"{input.RowShape}", $"item {ids[0]}", "resize them first");
        }

        return loaders.Valid.WithDataset(new Dataset(input, null, ids, all));
    }

    /// <summary>Walks one sample through the pipeline, step by step, then a batch of four; the step that fails is the last one.</summary>
    /// <param name="items">All items.</param>
    /// <param name="item">Position of the sample to walk with.</param>
    /// <returns>The steps and what came out of each.</returns>
    public DataSummary Summary(IReadOnlyList<TItem> items, int item = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        var steps = new List<SummaryStep>();
        string stage = "items";
        try
        {
            steps.Add(new SummaryStep(stage, $"{items.Count} of {typeof(TItem).Name}"));
            stage = "split";
            BoundItems<TItem> bound = Split(items);
            steps.Add(new SummaryStep(stage, $"{Splitter}: {bound.Split}"));
            steps.Add(new SummaryStep("item", bound.Ids[item]));
            stage = "input";
            Column input = Input.Bind(bound);
            steps.AddRange(input.Describe(item));
            stage = "target";
            Column target = Target.Bind(bound);
            steps.AddRange(target.Describe(item));
            stage = "batch";
            var train = new Dataset(input, target, bound.Ids, bound.Split.Train);
            SummarizeBatch(train, steps, ref stage);
        }
        catch (HoneException error)
        {
            steps.Add(new SummaryStep(stage, error.Message, Failed: true));
        }

        return new DataSummary(steps);
    }

    /// <summary>The blocks, the splitter and the transforms.</summary>
    /// <returns>One line each.</returns>
    public override string ToString() => $"""
        DataBlock<{typeof(TItem).Name}>
          input: {Input}
          target: {Target}
          splitter: {Splitter}
          batch transforms: {string.Join(", ", BatchTransforms.OrderBy(transform => transform.Order))}
        """;

    private void SummarizeBatch(Dataset train, List<SummaryStep> steps, ref string stage)
    {
        var options = new DataLoaderOptions { BatchSize = SummaryBatchSize, Shuffle = true, Augment = true, Workers = 0 };
        BatchTransform[] transforms = Fit(new DataLoader(train, options));
        var loader = new DataLoader(train, options with { Transforms = transforms });
        int[] indices = train.Indices[..Math.Min(SummaryBatchSize, train.Count)].ToArray();
        BatchRandom[] randoms = loader.Randoms(0);
        Batch batch = Batch.Create(train, indices, 0, 0, CancellationToken.None);
        try
        {
            steps.Add(new SummaryStep($"batch of {batch.Count}", $"input {BatchText.Of(batch)}, target {batch.Target!.DType} {batch.Target.Shape}"));
            for (int i = 0; i < loader.Transforms.Count; i++)
            {
                stage = loader.Transforms[i].ToString()!;
                loader.Transforms[i].Apply(batch, randoms[i]);
                steps.Add(new SummaryStep(stage, BatchText.Of(batch)));
            }
        }
        finally
        {
            batch.Release();
        }
    }

    private BoundItems<TItem> Split(IReadOnlyList<TItem> items)
    {
        string[] ids = Identities(items);
        DataSplit split = Splitter.Split(ids);
        split.Check(items.Count);
        return new BoundItems<TItem>(items, ids, split);
    }

    private string[] Identities(IReadOnlyList<TItem> items)
    {
        var ids = new string[items.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = GetId is null ? i.ToString(CultureInfo.InvariantCulture) : GetId(items[i]);
        }

        return ids;
    }

    private BatchTransform[] Fit(DataLoader train)
    {
        var fitted = new BatchTransform[BatchTransforms.Count];
        for (int i = 0; i < fitted.Length; i++)
        {
            fitted[i] = BatchTransforms[i].Fit(train);
        }

        return fitted;
    }
}
