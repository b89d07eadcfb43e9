namespace Hone.Learn;

/// <summary>Texts as numbers of their tokens: <c>[batch, tokens]</c> of Int64; fastai's <c>TextBlock</c> for classification and regression.</summary>
/// <remarks>
/// The texts of a batch are filled up with <see cref="SpecialTokens.Padding"/> to the longest of them. Training batches hold texts of similar length (fastai's <c>SortedDL</c>): a random order is sorted
/// inside stretches of 50 batches, longest first, and the batches are shuffled; the first one holds the longest text, so that too little memory shows at once. The vocabulary comes from the training part:
/// special tokens, then words by how often they stand there (equally frequent ones in ordinal order); rarer ones are <see cref="SpecialTokens.Unknown"/>. It is <c>data.Train.Dataset.Input.Vocab</c>.
/// Differences from fastai: validation stays in its order, so its batches hold more padding; the vocabulary is not filled up to a multiple of 8; texts are cut into tokens in memory when the loaders are made.
/// </remarks>
/// <example><code>
/// var block = new DataBlock&lt;string&gt;
/// {
///     GetId = path => path,
///     Input = new TextBlock&lt;string&gt;(File.ReadAllText),
///     Target = new CategoryBlock&lt;string&gt;(LabelFunctions.ParentLabel),
/// };
/// DataLoaders data = block.DataLoaders(FolderFiles.GetTextFiles("reviews"));
/// var model = new Sequential(new EmbeddingBag(data.Train.Dataset.Input.Vocab.Count, 50, new() { PaddingIndex = 1 }), new Linear(50, 2));
/// </code></example>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class TextBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, string> _getX;
    private readonly TextOptions _options;

    /// <summary>Stores the getter.</summary>
    /// <param name="getX">The text of an item; called once for each item, from several threads at once.</param>
    /// <param name="options">Tokens and vocabulary; null means fastai's numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is below 1.</exception>
    public TextBlock(Func<TItem, string> getX, TextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(getX);
        _getX = getX;
        _options = options ?? new TextOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MinFrequency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxVocabulary, SpecialTokens.All.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxTokens ?? 1, 1);
    }

    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        IReadOnlyList<string>[] texts = Tokens(items);
        IReadOnlyList<string> names = _options.Vocab ?? TextVocabulary.Of(items.Split.Train.Select(i => texts[i]), _options.MinFrequency, _options.MaxVocabulary);
        return Column(texts, names, null);
    }

    /// <summary>New texts by the vocabulary of the training part.</summary>
    /// <inheritdoc/>
    public override Column BindLike(Column trained, BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(items);
        return Column(Tokens(items), trained.Vocab, trained.RowShape[0]);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _options.Vocab is { } vocab
        ? $"TextBlock({vocab.Count} tokens)"
        : $"TextBlock(tokens that training has {_options.MinFrequency} times, at most {_options.MaxVocabulary})";

    private TextColumn Column(IReadOnlyList<string>[] texts, IReadOnlyList<string> names, int? longest) => new(Array.ConvertAll(texts, new TokenNumbers(names).Of), names, _options, longest);

    private IReadOnlyList<string>[] Tokens(BoundItems<TItem> items)
    {
        var texts = new IReadOnlyList<string>[items.Items.Count];
        int[] wanted = [.. items.Split.Train.Concat(items.Split.Valid).Concat(items.Split.Test)];
        Array.Fill(texts, []);
        var failures = new Exception?[texts.Length];
        Parallel.ForEach(wanted, i =>
        {
            try
            {
                texts[i] = _options.TokensOf(_getX(items.Items[i]) ?? throw new InvalidOperationException("the getter returned null"));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                failures[i] = error;
            }
        });

        // The first of the list, whichever thread was first.
        int failed = Array.FindIndex(failures, failure => failure is not null);
        return failed < 0 ? texts : throw ItemError.Describe(failures[failed]!, items.Ids[failed], TextColumn.ColumnName);
    }
}
