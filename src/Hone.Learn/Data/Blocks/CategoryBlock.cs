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
        Vocabulary vocab = Vocabulary.Of(_vocab ?? Vocabulary.Sorted(items.Split.Train.Select(i => labels[i]!)), "CategoryBlock");
        var codes = new int[labels.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = labels[i] is { } label ? vocab.IndexOf(label, items.Ids[i], "category") : -1;
        }

        return new CategoryColumn(codes, vocab.Names);
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
}
