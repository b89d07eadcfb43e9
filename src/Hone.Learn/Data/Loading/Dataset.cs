namespace Hone.Learn;

/// <summary>One part of the data: training, validation or test.</summary>
public sealed class Dataset
{
    private readonly int[] _indices;
    private readonly Column[] _columns;
    private readonly ItemTransform[] _transforms;

    /// <summary>Joins columns and the positions of the items that belong to this part.</summary>
    /// <param name="inputs">What the model sees.</param>
    /// <param name="targets">What it should answer; empty when labels are unknown or sealed.</param>
    /// <param name="ids">The identity of each item of the whole list.</param>
    /// <param name="indices">Positions in the list.</param>
    /// <param name="transforms">What is done to each sample before it is put into a batch; null stands for nothing.</param>
    /// <exception cref="HoneDataException">There is no input.</exception>
    public Dataset(IReadOnlyList<Column> inputs, IReadOnlyList<Column> targets, IReadOnlyList<string> ids, IReadOnlyList<int> indices, IReadOnlyList<ItemTransform>? transforms = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(indices);
        if (inputs.Count == 0)
        {
            throw new HoneDataException("A dataset has at least one input.", "none", "Dataset", "pass the column that the model sees");
        }

        Inputs = [.. inputs];
        Targets = [.. targets];
        Ids = ids;
        _columns = [.. inputs, .. targets];
        _indices = [.. indices];
        _transforms = [.. (transforms ?? []).OrderBy(transform => transform.Order)];
        HasSamples = Array.Exists(_columns, column => column is SampleColumn);
    }

    /// <summary>Number of items.</summary>
    public int Count => _indices.Length;

    /// <summary>What the model sees.</summary>
    public IReadOnlyList<Column> Inputs { get; }

    /// <summary>What it should answer; empty when labels are unknown or sealed.</summary>
    public IReadOnlyList<Column> Targets { get; }

    /// <summary>The only or first input.</summary>
    public Column Input => Inputs[0];

    /// <summary>The only or first target; null when labels are unknown or sealed.</summary>
    public Column? Target => Targets.Count == 0 ? null : Targets[0];

    /// <summary>What is done to each sample before it is put into a batch, in order.</summary>
    public IReadOnlyList<ItemTransform> Transforms => _transforms;

    /// <summary>Positions of this part's items in the list of all items.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>Identities of all items, by position in the list of all items.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>All columns, inputs first.</summary>
    internal IReadOnlyList<Column> Columns => _columns;

    /// <summary>Whether there are pictures, which pass through the item transforms.</summary>
    internal bool HasSamples { get; }

    /// <summary>The identity of an item of this part.</summary>
    /// <param name="position">0 to <see cref="Count"/> - 1.</param>
    /// <returns>Its identity, such as the path of a file.</returns>
    public string IdAt(int position) => Ids[_indices[position]];

    /// <summary>The part without its labels.</summary>
    /// <returns>A view of the same items.</returns>
    public Dataset WithoutTarget() => new(Inputs, [], Ids, _indices, _transforms);

    /// <summary>Another part of the same list.</summary>
    /// <param name="indices">Positions in the list of all items.</param>
    /// <returns>The part with these columns.</returns>
    public Dataset At(IReadOnlyList<int> indices) => new(Inputs, Targets, Ids, indices, _transforms);

    /// <summary>Some of the items.</summary>
    /// <param name="positions">Positions in this part.</param>
    /// <returns>A smaller part.</returns>
    public Dataset Subset(ReadOnlySpan<int> positions)
    {
        var indices = new int[positions.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = _indices[positions[i]];
        }

        return At(indices);
    }

    /// <summary>Reads the picture parts of an item and takes them through the item transforms.</summary>
    internal Sample LoadSample(int index, BatchRandom[] randoms, bool isTraining)
    {
        var parts = new SamplePart?[_columns.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            try
            {
                parts[i] = (_columns[i] as SampleColumn)?.Load(index);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, Ids[index], _columns[i].Name);
            }
        }

        var sample = new Sample(parts, isTraining);
        for (int i = 0; i < _transforms.Length; i++)
        {
            try
            {
                _transforms[i].Apply(sample, randoms[i].ForItem(index));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, Ids[index], _transforms[i].ToString()!);
            }
        }

        return sample;
    }
}
