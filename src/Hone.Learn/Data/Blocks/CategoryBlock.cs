namespace Hone.Learn;

/// <summary>One class for each item; fastai's <c>CategoryBlock</c>.</summary>
/// <remarks>
/// Without a vocabulary the classes are the labels of the training part, sorted (ordinal) unless told. A label of the validation part that is not among them is an error at once,
/// not in the middle of the first epoch. Labels of the test part are never read.
/// </remarks>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class CategoryBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, string> _getY;
    private readonly IReadOnlyList<string>? _vocab;
    private readonly bool _addNa;
    private readonly bool _sort;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The label of an item.</param>
    /// <param name="vocab">The classes by index, kept in this order (fastai sorts it too unless <c>sort</c> is false); null stands for the labels of the training part.</param>
    /// <param name="addNa">
    /// Whether <c>#na#</c> is class 0, before all others: labels that are null or none of the classes are then <c>#na#</c>; false as in fastai, where such a label is an error.
    /// </param>
    /// <param name="sort">Whether labels without a vocabulary are sorted, true as in fastai; false keeps the order in which they first stand in the list of items.</param>
    public CategoryBlock(Func<TItem, string> getY, IReadOnlyList<string>? vocab = null, bool addNa = false, bool sort = true)
    {
        ArgumentNullException.ThrowIfNull(getY);
        _getY = getY;
        _vocab = vocab;
        _addNa = addNa;
        _sort = sort;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var labels = new string?[items.Items.Count];
        Read(items, items.Split.Train, labels);
        Read(items, items.Split.Valid, labels);
        IReadOnlyList<string> names = _vocab ?? Vocabulary.Found(items.Split.Train.Order().Select(i => labels[i]!), _sort);
        return Column(items, labels, Vocabulary.Of(_addNa ? [Vocabulary.NoCategory, .. names.Where(name => name != Vocabulary.NoCategory)] : names, "CategoryBlock"));
    }

    /// <summary>New labels by the classes of the training part.</summary>
    /// <inheritdoc/>
    public override Column BindLike(Column trained, BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(items);
        var labels = new string?[items.Items.Count];
        Read(items, items.Split.Valid, labels);
        return Column(items, labels, Vocabulary.Of(trained.Vocab, "CategoryBlock"));
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _vocab is null ? $"CategoryBlock({(_sort ? "sorted labels of the training part" : "labels of the training part as they appear")})" : $"CategoryBlock({_vocab.Count} classes)";

    private CategoryColumn Column(BoundItems<TItem> items, string?[] labels, Vocabulary vocab)
    {
        var codes = new int[labels.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = labels[i] is { } label ? Code(vocab, label, items.Ids[i]) : -1;
        }

        return new CategoryColumn(codes, vocab.Names);
    }

    private int Code(Vocabulary vocab, string label, string id) => _addNa && !vocab.Contains(label) ? 0 : vocab.IndexOf(label, id, "category");

    private void Read(BoundItems<TItem> items, IReadOnlyList<int> part, string?[] labels)
    {
        foreach (int i in part)
        {
            try
            {
                labels[i] = _getY(items.Items[i]) ?? (_addNa ? Vocabulary.NoCategory : throw new InvalidOperationException("the getter returned null"));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, items.Ids[i], "category");
            }
        }
    }
}
