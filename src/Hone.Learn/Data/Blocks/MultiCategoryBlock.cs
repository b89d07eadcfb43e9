namespace Hone.Learn;

/// <summary>Any number of classes for each item: <c>[batch, classes]</c> of zeros and ones; fastai's <c>MultiCategoryBlock</c>.</summary>
/// <remarks>Without a vocabulary the classes are the labels of the training part, sorted (ordinal) unless told; labels of the test part are never read.</remarks>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class MultiCategoryBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, IReadOnlyList<string>> _getY;
    private readonly IReadOnlyList<string>? _vocab;
    private readonly bool _addNa;
    private readonly bool _sort;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The labels of an item; may be empty.</param>
    /// <param name="vocab">The classes by index, kept in this order; null stands for the labels of the training part.</param>
    /// <param name="addNa">Whether <c>#na#</c> is class 0, before all others, and stands for labels that are none of the classes; false as in fastai, where such a label is an error.</param>
    /// <param name="sort">Whether labels without a vocabulary are sorted, true as in fastai; false keeps the order in which they first stand in the list of items.</param>
    public MultiCategoryBlock(Func<TItem, IReadOnlyList<string>> getY, IReadOnlyList<string>? vocab = null, bool addNa = false, bool sort = true)
    {
        ArgumentNullException.ThrowIfNull(getY);
        _getY = getY;
        _vocab = vocab;
        _addNa = addNa;
        _sort = sort;
    }

    /// <summary>Labels that are given as a row of yes and no; fastai's <c>MultiCategoryBlock(encoded=True)</c>.</summary>
    /// <param name="getY">Whether the item has each class, in the order of <paramref name="vocab"/>.</param>
    /// <param name="vocab">The classes by index.</param>
    /// <returns>The block; an item with another number of answers is an error that names it.</returns>
    public static MultiCategoryBlock<TItem> Encoded(Func<TItem, IReadOnlyList<bool>> getY, IReadOnlyList<string> vocab)
    {
        ArgumentNullException.ThrowIfNull(getY);
        ArgumentNullException.ThrowIfNull(vocab);
        return new MultiCategoryBlock<TItem>(item => Names(getY(item), vocab), vocab);
    }

    private static string[] Names(IReadOnlyList<bool> answers, IReadOnlyList<string> vocab) => answers.Count == vocab.Count
        ? [.. vocab.Where((_, i) => answers[i])]
        : throw new HoneDataException($"An answer for each of {vocab.Count} classes.", $"{answers.Count} answers", "categories", "give the answers in the order of the vocabulary");

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var labels = new IReadOnlyList<string>?[items.Items.Count];
        Read(items, items.Split.Train, labels);
        Read(items, items.Split.Valid, labels);
        IReadOnlyList<string> names = _vocab ?? Vocabulary.Found(items.Split.Train.Order().SelectMany(i => labels[i]!), _sort);
        return Column(items, labels, Vocabulary.Of(_addNa ? [Vocabulary.NoCategory, .. names.Where(name => name != Vocabulary.NoCategory)] : names, "MultiCategoryBlock"));
    }

    /// <summary>New labels by the classes of the training part.</summary>
    /// <inheritdoc/>
    public override Column BindLike(Column trained, BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(items);
        var labels = new IReadOnlyList<string>?[items.Items.Count];
        Read(items, items.Split.Valid, labels);
        return Column(items, labels, Vocabulary.Of(trained.Vocab, "MultiCategoryBlock"));
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _vocab is null ? $"MultiCategoryBlock({(_sort ? "sorted labels of the training part" : "labels of the training part as they appear")})" : $"MultiCategoryBlock({_vocab.Count} classes)";

    private MultiCategoryColumn Column(BoundItems<TItem> items, IReadOnlyList<string>?[] labels, Vocabulary vocab)
    {
        var codes = new int[labels.Length][];
        for (int i = 0; i < codes.Length; i++)
        {
            string id = items.Ids[i];
            codes[i] = labels[i] is { } names ? [.. names.Select(name => Code(vocab, name, id))] : [];
        }

        return new MultiCategoryColumn(codes, vocab.Names);
    }

    private int Code(Vocabulary vocab, string label, string id) => _addNa && !vocab.Contains(label) ? 0 : vocab.IndexOf(label, id, "categories");

    private void Read(BoundItems<TItem> items, IReadOnlyList<int> part, IReadOnlyList<string>?[] labels)
    {
        foreach (int i in part)
        {
            try
            {
                labels[i] = _getY(items.Items[i]) ?? throw new InvalidOperationException("the getter returned null");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, items.Ids[i], "categories");
            }
        }
    }
}
