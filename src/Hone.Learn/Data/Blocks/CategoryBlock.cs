namespace Hone.Learn;

/// <summary>One class for each item; fastai's <c>CategoryBlock</c>.</summary>
/// <remarks>
/// Without a vocabulary the classes are the sorted (ordinal) labels of the training part. A label of the validation part that is not among them is an error at once,
/// not in the middle of the first epoch. Labels of the test part are never read.
/// </remarks>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class CategoryBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, string> _getY;
    private readonly IReadOnlyList<string>? _vocab;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The label of an item.</param>
    /// <param name="vocab">The classes by index, kept in this order; null stands for the sorted labels of the training part.</param>
    public CategoryBlock(Func<TItem, string> getY, IReadOnlyList<string>? vocab = null)
    {
        ArgumentNullException.ThrowIfNull(getY);
        _getY = getY;
        _vocab = vocab;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var labels = new string?[items.Items.Count];
        Read(items, items.Split.Train, labels);
        Read(items, items.Split.Valid, labels);
        IReadOnlyList<string> vocab = _vocab ?? SortedLabels(items.Split.Train, labels);
        var indices = new Dictionary<string, int>(vocab.Count, StringComparer.Ordinal);
        for (int i = 0; i < vocab.Count; i++)
        {
            if (!indices.TryAdd(vocab[i], i))
            {
                throw new HoneDataException("Classes have different names.", $"\"{vocab[i]}\" at {indices[vocab[i]]} and at {i}", "CategoryBlock vocabulary", "rename one of them");
            }
        }

        var codes = new int[labels.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = labels[i] is { } label ? CodeOf(label, indices, items.Ids[i]) : -1;
        }

        return new CategoryColumn(codes, vocab);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _vocab is null ? "CategoryBlock(sorted labels of the training part)" : $"CategoryBlock({_vocab.Count} classes)";

    private void Read(BoundItems<TItem> items, IReadOnlyList<int> part, string?[] labels)
    {
        foreach (int i in part)
        {
            try
            {
                labels[i] = _getY(items.Items[i]) ?? throw new InvalidOperationException("the getter returned null");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, items.Ids[i], "category");
            }
        }
    }

    private static string[] SortedLabels(IReadOnlyList<int> train, string?[] labels)
    {
        var unique = new SortedSet<string>(StringComparer.Ordinal);
        foreach (int i in train)
        {
            unique.Add(labels[i]!);
        }

        return [.. unique];
    }

    private static int CodeOf(string label, Dictionary<string, int> indices, string id)
    {
        if (indices.TryGetValue(label, out int code))
        {
            return code;
        }

        throw new HoneDataException(
            $"A label is one of the {indices.Count} classes {string.Join(", ", indices.Keys.Take(10))}{(indices.Count > 10 ? ", ..." : string.Empty)}.",
            $"\"{label}\"",
            $"item {id}, stage category",
            "correct the label, give the class to the vocabulary, or use a split in which every class occurs in the training part");
    }
}
