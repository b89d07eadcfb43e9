using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>
/// How a list of items becomes batches: what an item's input and target are, how the list is split, what is done to samples and to batches. fastai's
/// <c>DataBlock</c>; the getters live in the blocks.
/// </summary>
/// <typeparam name="TItem">What identifies a sample: a file, a row number.</typeparam>
/// <example><code>
/// var block = new DataBlock&lt;FolderItem&gt;
/// {
///     GetId = file => file.Id,
///     Input = new ImageBlock&lt;FolderItem&gt;(file => ImageFile.Read(file.Path).Image),
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

    /// <summary>Further inputs, for models that see more than one thing; they follow <see cref="Input"/>.</summary>
    public IReadOnlyList<Block<TItem>> MoreInputs { get; init; } = [];

    /// <summary>Further targets, for losses that judge more than one answer; they follow <see cref="Target"/>.</summary>
    public IReadOnlyList<Block<TItem>> MoreTargets { get; init; } = [];

    /// <summary>The identity of an item, such as its path; null stands for its position in the list.</summary>
    public Func<TItem, string>? GetId { get; init; }

    /// <summary>Which items are for training and which for validation; a random fifth for validation unless told, as in fastai.</summary>
    public Splitter Splitter { get; init; } = new RandomSplitter();

    /// <summary>What is done to each sample before it is put into a batch; fastai's <c>item_tfms</c>.</summary>
    public IReadOnlyList<ItemTransform> ItemTransforms { get; init; } = [];

    /// <summary>What is done to each batch; fastai's <c>batch_tfms</c>.</summary>
    public IReadOnlyList<BatchTransform> BatchTransforms { get; init; } = [];

    /// <summary>
    /// Whether every item is read once when the loaders are made, and what happens to those that cannot be read. Null, the default, reads none: an item that cannot be read then ends the fit with an
    /// error that names it. fastai leaves such items out in silence (<c>SkipItemException</c>).
    /// </summary>
    public ItemScanOptions? Scan { get; init; }

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
        Dataset all = Bind(bound);
        IReadOnlyList<UnreadableItem> unreadable = [];
        if (Scan is { } scan)
        {
            var found = ItemScan.Of(all, bound.Split, scan);
            unreadable = found.Unreadable;
            if (scan.Unreadable == UnreadablePolicy.Skip && unreadable.Count > 0)
            {
                // Classes and counts are learned from what is left.
                bound = bound with { Split = found.WithoutUnreadable(bound.Split) };
                all = Bind(bound);
            }
        }

        Dataset train = SampleRows.Measure(all, bound.Split.Train[0]);
        DataLoaderOptions training = options with { Shuffle = true, DropLast = true, Augment = true, Transforms = [] };
        BatchTransform[] transforms = Fit(new DataLoader(train, training));
        DataLoaderOptions judging = options with
        {
            BatchSize = options.ValidBatchSize ?? options.BatchSize,
            Shuffle = false,
            DropLast = false,
            Augment = false,
            Weights = null,
            PartialCount = null,
            Transforms = transforms,
        };
        DataLoader? test = bound.Split.Test.Count == 0
            ? null
            : new DataLoader(train.At(bound.Split.Test).WithoutTarget(), judging);
        return new DataLoaders(
            new DataLoader(train, training with { Transforms = transforms }),
            new DataLoader(train.At(bound.Split.Valid), judging),
            test)
        {
            Block = ToString(),
            Source = new BlockSource<TItem>(this),
            Unreadable = unreadable,
        };
    }

    /// <summary>A loader for new items, prepared as the validation part is; fastai's <c>test_dl</c>.</summary>
    /// <param name="loaders">The loaders of the learner, <c>learner.Data</c>: they know the statistics of the training part, and the normalization that pretrained weights brought.</param>
    /// <param name="items">The new items.</param>
    /// <param name="withLabels">
    /// Whether the labels are read too, for <see cref="Learner.Validate"/> and for losses of single items; false as in fastai. Classes keep the numbers of the training part, and a label that is none of
    /// them is an error that names item and label.
    /// </param>
    /// <returns>The loader.</returns>
    /// <exception cref="HoneDataException">The new items have another shape than the training part, a label is unusable, or there are no items.</exception>
    public DataLoader TestLoader(DataLoaders loaders, IReadOnlyList<TItem> items, bool withLabels = false)
    {
        ArgumentNullException.ThrowIfNull(loaders);
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
        {
            throw new HoneDataException("A loader needs at least one item.", "0 items", "TestLoader", "check the folder or the file");
        }

        int[] all = [.. Enumerable.Range(0, items.Count)];
        var bound = new BoundItems<TItem>(items, Identities(items), new DataSplit([], all, []));
        Dataset trained = loaders.Train.Dataset;
        Column[] inputs = BindLike(Blocks(Input, MoreInputs), trained.Inputs, bound);
        Column[] targets = withLabels ? BindLike(Blocks(Target, MoreTargets), trained.Targets, bound) : [];
        Dataset dataset = SampleRows.Measure(new Dataset(inputs, targets, bound.Ids, all, trained.Transforms), 0);
        foreach ((Column fresh, Column known) in dataset.Columns.Zip(trained.Columns))
        {
            if (!fresh.HasRowsOf(known))
            {
                throw new HoneDataException($"New items have the shape of the training part, {known.RowShape} for {known.Name}.", $"{fresh.RowShape}", $"item {bound.Ids[0]}", "add new Resize(size) to the item transforms of the data block");
            }
        }

        return loaders.Valid.WithDataset(dataset);
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
            stage = "item";
            steps.Add(new SummaryStep(stage, IdAt(bound, item)));
            stage = "input";
            Column[] inputs = Describe(Blocks(Input, MoreInputs), bound, item, steps);
            stage = "target";
            Column[] targets = Describe(Blocks(Target, MoreTargets), bound, item, steps);
            steps.AddRange(ClassesOfParts.Steps(targets, bound.Split));
            stage = "item transforms";
            var raw = new Dataset(inputs, targets, bound.Ids, bound.Split.Train, ItemTransforms);
            Dataset train = SampleRows.Measure(raw, item);
            foreach (ItemTransform transform in train.Transforms)
            {
                steps.Add(new SummaryStep(transform.ToString()!, $"{string.Join(", ", train.Columns.OfType<SampleColumn>().Select(column => $"{column.Name} {column.RowShape}"))}"));
            }

            stage = "batch";
            SummarizeBatch(train, steps, ref stage);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever a getter, a splitter or a transform of the caller throws is what the walk was made to find.
            steps.Add(new SummaryStep(stage, error is HoneException ? error.Message : $"{error.GetType().Name}: {error.Message}", Failed: true));
        }

        return new DataSummary(steps);
    }

    /// <summary>The blocks, the splitter and the transforms.</summary>
    /// <returns>One line each.</returns>
    public override string ToString() => $"""
        DataBlock<{typeof(TItem).Name}>
          input: {string.Join(", ", Blocks(Input, MoreInputs))}
          target: {string.Join(", ", Blocks(Target, MoreTargets))}
          splitter: {Splitter}
          item transforms: {string.Join(", ", ItemTransforms.OrderBy(transform => transform.Order))}
          batch transforms: {string.Join(", ", BatchTransforms.OrderBy(transform => transform.Order))}
        """;

    private static string IdAt(BoundItems<TItem> bound, int item) => (uint)item < (uint)bound.Ids.Count
        ? bound.Ids[item]
        : throw new HoneDataException($"The position of an item, 0 to {bound.Ids.Count - 1}.", $"{item}", "DataBlock.Summary", "leave it out to walk with the first item");

    private static Block<TItem>[] Blocks(Block<TItem> first, IReadOnlyList<Block<TItem>> more) => [first, .. more];

    private static Column[] Describe(Block<TItem>[] blocks, BoundItems<TItem> bound, int item, List<SummaryStep> steps)
    {
        var columns = new Column[blocks.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = blocks[i].Bind(bound);
            try
            {
                steps.AddRange(columns[i].Describe(item));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, bound.Ids[item], columns[i].Name);
            }
        }

        return columns;
    }

    private static Column[] BindLike(Block<TItem>[] blocks, IReadOnlyList<Column> trained, BoundItems<TItem> bound) =>
        [.. blocks.Select((block, i) => block.BindLike(trained[i], bound))];

    private Dataset Bind(BoundItems<TItem> bound)
    {
        Column[] inputs = [.. Blocks(Input, MoreInputs).Select(block => block.Bind(bound))];
        Column[] targets = [.. Blocks(Target, MoreTargets).Select(block => block.Bind(bound))];
        return new Dataset(inputs, targets, bound.Ids, bound.Split.Train, ItemTransforms);
    }

    private void SummarizeBatch(Dataset train, List<SummaryStep> steps, ref string stage)
    {
        var options = new DataLoaderOptions { BatchSize = SummaryBatchSize, Shuffle = true, Augment = true, Workers = 0 };
        BatchTransform[] transforms = Fit(new DataLoader(train, options));
        var loader = new DataLoader(train, options with { Transforms = transforms });
        int[] indices = train.Indices[..Math.Min(SummaryBatchSize, train.Count)].ToArray();
        BatchRandom[] randoms = loader.Randoms(0);
        Batch batch = loader.Builder(0).Build(indices, 0, 0, CancellationToken.None);
        try
        {
            steps.Add(new SummaryStep($"batch of {batch.Count}", $"input {BatchText.Of(batch)}, target {string.Join(", ", batch.TargetParts.Select(part => $"{part.Tensor.DType} {part.Tensor.Shape}"))}"));
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
