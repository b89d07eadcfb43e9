namespace Hone.Learn;

/// <summary>The classes of bounding boxes: <c>[batch, boxes]</c> of Int64 in the order of <see cref="BBoxBlock{TItem}"/>, 0 where there is no box; fastai's <c>BBoxLblBlock</c>.</summary>
/// <remarks>The vocabulary begins with <c>#na#</c> for no box. Boxes that a transform moves out of the image lose their row in both blocks.</remarks>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class BBoxLblBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, BoxesPart> _getY;
    private readonly IReadOnlyList<string>? _vocab;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The same as that of the <see cref="BBoxBlock{TItem}"/> beside it.</param>
    /// <param name="vocab">The classes in their order, from index 1 on; null stands for the sorted labels of the training part.</param>
    public BBoxLblBlock(Func<TItem, BoxesPart> getY, IReadOnlyList<string>? vocab = null)
    {
        ArgumentNullException.ThrowIfNull(getY);
        _getY = getY;
        _vocab = vocab;
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int most = BoxReading.Most(items, _getY);
        IEnumerable<string> names = _vocab ?? Vocabulary.Found(items.Split.Train.SelectMany(i => _getY(items.Items[i]).Labels), sort: true);
        Vocabulary vocab = Vocabulary.Of([BoxLabelColumn.NoBox, .. names], "BBoxLblBlock");
        foreach (int i in items.Split.Train.Concat(items.Split.Valid))
        {
            foreach (string label in _getY(items.Items[i]).Labels)
            {
                vocab.IndexOf(label, items.Ids[i], BoxLabelColumn.ColumnName);
            }
        }

        return Column(items, vocab, most);
    }

    /// <inheritdoc/>
    public override Column BindLike(Column trained, BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(items);
        return Column(items, Vocabulary.Of(trained.Vocab, "BBoxLblBlock"), trained.RowShape[0]);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _vocab is null ? "BBoxLblBlock(sorted labels of the training part)" : $"BBoxLblBlock({_vocab.Count} classes)";

    private BoxLabelColumn Column(BoundItems<TItem> items, Vocabulary vocab, int most) => new(index => _getY(items.Items[index]), vocab, most);
}
