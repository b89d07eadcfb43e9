using System.Globalization;

namespace Hone.Learn;

/// <summary>Cuts a part of the data into batches: threads prepare them ahead, in an order that depends on seed and epoch alone.</summary>
public sealed class DataLoader
{
    private readonly BatchTransform[] _transforms;
    private readonly WeightedOrder? _weighted;
    private readonly int _length;

    /// <summary>Stores the options.</summary>
    /// <param name="dataset">The part of the data.</param>
    /// <param name="options">How batches are made; null stands for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or count is below 1, or the number of threads below 0.</exception>
    /// <exception cref="HoneException">
    /// <see cref="DataLoaderOptions.Weights"/> or <see cref="DataLoaderOptions.PartialCount"/> are set without <see cref="DataLoaderOptions.Shuffle"/>, or an epoch is to draw more items than there are.
    /// </exception>
    /// <exception cref="HoneDataException">There is not one weight for each item, or the weights of this part are negative, not finite or all 0.</exception>
    public DataLoader(Dataset dataset, DataLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Options = options ?? new DataLoaderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Prefetch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Options.Workers);
        RequireOneNormalization(Options.Transforms);
        RequireDrawing(Options, dataset.Count);
        Dataset = dataset;
        _length = Options.PartialCount ?? dataset.Count;
        _weighted = Options.Weights is { } weights ? new WeightedOrder(weights, dataset) : null;
        _transforms = [.. Options.Transforms.Where(transform => Options.Augment || !transform.TrainOnly).OrderBy(transform => transform.Order)];
    }

    /// <summary>The part of the data.</summary>
    public Dataset Dataset { get; }

    /// <summary>How batches are made.</summary>
    public DataLoaderOptions Options { get; }

    /// <summary>What is done to each batch of this part, in order.</summary>
    public IReadOnlyList<BatchTransform> Transforms => _transforms;

    /// <summary>Samples in a full batch.</summary>
    public int BatchSize => Options.BatchSize;

    /// <summary>Batches in an epoch.</summary>
    public int BatchCount
    {
        get
        {
            int full = _length / BatchSize;
            bool keepsRest = _length % BatchSize != 0 && (!Options.DropLast || full == 0);
            return full + (keepsRest ? 1 : 0);
        }
    }

    /// <summary>Samples in an epoch.</summary>
    public int ItemCount => Math.Min(_length, BatchCount * BatchSize);

    /// <summary>Reads the batches of one epoch, once; <c>foreach</c> ends it properly, also when it is left early.</summary>
    /// <param name="epoch">From 0; each epoch has its own order and augmentation.</param>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The batches; each belongs to the caller, who lets a step adopt it or releases it.</returns>
    public EpochReader Read(int epoch = 0, CancellationToken cancellationToken = default) => new(this, epoch, cancellationToken);

    /// <summary>The same part in the order of its items, every item once, without augmentation: for predictions.</summary>
    /// <returns>This loader if it is like that already.</returns>
    public DataLoader InOrder() => Options is { Shuffle: false, DropLast: false, Augment: false }
        ? this
        : new DataLoader(Dataset, Options with { Shuffle = false, DropLast = false, Augment = false, Weights = null, PartialCount = null });

    /// <summary>The same transforms and options over other items.</summary>
    /// <param name="dataset">The other items; where there are fewer than <see cref="DataLoaderOptions.PartialCount"/>, an epoch has all of them.</param>
    /// <returns>A new loader.</returns>
    public DataLoader WithDataset(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new DataLoader(dataset, Options.PartialCount > dataset.Count ? Options with { PartialCount = null } : Options);
    }

    /// <summary>Size, shape and batches: <c>24 items of [3, 32, 32] Float32 in 2 batches of 16, in order</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string inputs = string.Join(" and ", Dataset.Inputs.Select(input => $"{input.RowShape} {input.DType}"));
        string order = Options.Shuffle ? "shuffled" : "in order";
        string left = ItemCount == Dataset.Count ? string.Empty : $", {Dataset.Count - ItemCount} left out of each epoch";
        return $"{Wording.Count(Dataset.Count, "item")} of {inputs} in {Wording.Count(BatchCount, "batch", "batches")} of {BatchSize}, {order}{left}";
    }

    /// <summary>Positions in the dataset in the order of an epoch.</summary>
    internal int[]? Order(int epoch)
    {
        if (!Options.Shuffle)
        {
            return null;
        }

        RandomStream stream = new RandomStream(Options.Seed, "shuffle").Split(epoch);
        int[] order = _weighted is null ? stream.Permutation(Dataset.Count) : _weighted.Draw(stream);
        if (Dataset.Input.Lengths is not { } lengths)
        {
            return order;
        }

        // What is left out of this epoch is chosen before the rest is sorted, so that it is not always the shortest samples.
        return LengthOrder.Of(order[..ItemCount], position => lengths(Dataset.Indices[position]), BatchSize, stream);
    }

    /// <summary>The random numbers of each batch transform in an epoch.</summary>
    internal BatchRandom[] Randoms(int epoch) => Randoms("augment", epoch, _transforms.Length);

    /// <summary>Puts together the samples of an epoch.</summary>
    internal BatchBuilder Builder(int epoch) => new(Dataset, Randoms("item", epoch, Dataset.Transforms.Count), Options.Augment);

    /// <summary>Makes one batch, on any thread.</summary>
    internal Batch Make(int number, int epoch, int[]? order, BatchBuilder builder, BatchRandom[] randoms, CancellationToken cancellationToken)
    {
        int start = number * BatchSize;
        var indices = new int[Math.Min(BatchSize, _length - start)];
        ReadOnlySpan<int> all = Dataset.Indices;
        for (int row = 0; row < indices.Length; row++)
        {
            int position = start + row;
            indices[row] = all[order is null ? position : order[position]];
        }

        Batch batch = builder.Build(indices, epoch, number, cancellationToken);
        for (int i = 0; i < _transforms.Length; i++)
        {
            try
            {
                _transforms[i].Apply(batch, randoms[i]);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                batch.Release();
                throw ItemError.Describe(error, $"{batch.ItemId(0)} and {batch.Count - 1} more of batch {number}", _transforms[i].GetType().Name);
            }
        }

        return batch;
    }

    private BatchRandom[] Randoms(string name, int epoch, int count)
    {
        RandomStream stream = new RandomStream(Options.Seed, name).Split(epoch);
        var randoms = new BatchRandom[count];
        for (int i = 0; i < randoms.Length; i++)
        {
            randoms[i] = new BatchRandom(stream.Split(i));
        }

        return randoms;
    }

    /// <summary>What decides which items are drawn is refused where it would have no effect.</summary>
    private static void RequireDrawing(DataLoaderOptions options, int count)
    {
        if (options.PartialCount is { } partial)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(partial, 1);
            if (partial > count)
            {
                throw new HoneException($"PartialCount is at most the {count} items of the part.", partial.ToString(CultureInfo.InvariantCulture), nameof(DataLoader), "leave it null for all items");
            }
        }

        string? idle = options.Shuffle ? null : options.Weights is not null ? nameof(options.Weights) : options.PartialCount is not null ? nameof(options.PartialCount) : null;
        if (idle is not null)
        {
            throw new HoneException($"{idle} with Shuffle, because items that are not drawn come in their order.", "Shuffle = false", nameof(DataLoader), $"set Shuffle = true, or {idle} = null");
        }
    }

    /// <summary>fastai merges transforms of one class and keeps the last; here the same values normalized twice are refused, because either of the two may be the mistake.</summary>
    private static void RequireOneNormalization(IReadOnlyList<BatchTransform> transforms)
    {
        Normalize[] found = [.. transforms.OfType<Normalize>()];
        if (found.Length > 1)
        {
            throw new HoneException("Batches are normalized once.", $"{found.Length} times: {string.Join(" and ", found.Select(normalize => normalize.ToString()))}", nameof(DataLoader), "leave one of them out");
        }
    }
}
