namespace Hone.Learn;

/// <summary>One part of the data: training, validation or test.</summary>
public sealed class Dataset
{
    private readonly int[] _indices;

    /// <summary>Joins columns and the positions of the items that belong to this part.</summary>
    /// <param name="input">What the model sees.</param>
    /// <param name="target">What it should answer; null when labels are unknown or sealed.</param>
    /// <param name="ids">The identity of each item of the whole list.</param>
    /// <param name="indices">Positions in the list.</param>
    public Dataset(Column input, Column? target, IReadOnlyList<string> ids, IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(indices);
        Input = input;
        Target = target;
        Ids = ids;
        _indices = [.. indices];
    }

    /// <summary>Number of items.</summary>
    public int Count => _indices.Length;

    /// <summary>What the model sees.</summary>
    public Column Input { get; }

    /// <summary>What it should answer; null when labels are unknown or sealed.</summary>
    public Column? Target { get; }

    /// <summary>Positions of this part's items in the list of all items.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>Identities of all items, by position in the list of all items.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The identity of an item of this part.</summary>
    /// <param name="position">0 to <see cref="Count"/> - 1.</param>
    /// <returns>Its identity, such as the path of a file.</returns>
    public string IdAt(int position) => Ids[_indices[position]];

    /// <summary>The part without its labels.</summary>
    /// <returns>A view of the same items.</returns>
    public Dataset WithoutTarget() => new(Input, null, Ids, _indices);

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

        return new Dataset(Input, Target, Ids, indices);
    }
}
