namespace Hone.Learn;

/// <summary>Numbers of tokens: <c>[batch, tokens]</c> of Int64, as long as the longest text of the batch.</summary>
internal sealed class TextColumn : Column<long>
{
    public const string ColumnName = "text";

    private const int ShownTokens = 12;

    private readonly int[][] _texts;
    private readonly IReadOnlyList<string> _vocab;
    private readonly TextOptions _options;
    private readonly int _padding;

    /// <summary>Stores the texts.</summary>
    /// <param name="texts">Numbers of the tokens of each item.</param>
    /// <param name="vocab">Tokens by number.</param>
    /// <param name="options">Where padding stands, and how texts were cut into tokens.</param>
    /// <param name="longest">Tokens of the longest text of the training part; null takes that of these texts.</param>
    public TextColumn(int[][] texts, IReadOnlyList<string> vocab, TextOptions options, int? longest)
    {
        _texts = texts;
        _vocab = vocab;
        _options = options;
        _padding = vocab.ToList().IndexOf(SpecialTokens.Padding);
        RowShape = [longest ?? texts.Max(text => text.Length)];
    }

    public override string Name => ColumnName;

    /// <summary>Of the longest text that was seen when training began; a batch is as long as its own longest.</summary>
    public override Shape RowShape { get; }

    /// <summary>How the texts became numbers.</summary>
    public TextOptions Options => _options;

    public override DType DType => DType.Int64;

    public override IReadOnlyList<string> Vocab => _vocab;

    public override Func<int, int> Lengths => index => _texts[index].Length;

    public override Tensor RentBatch(int count) => Tensor.Rent([count, RowShape[0]], DType.Int64);

    public override Tensor RentFor(ReadOnlySpan<int> indices)
    {
        int longest = 0;
        foreach (int index in indices)
        {
            longest = Math.Max(longest, _texts[index].Length);
        }

        return Tensor.Rent([indices.Length, longest], DType.Int64);
    }

    public override IEnumerable<SummaryStep> Describe(int index)
    {
        int[] text = _texts[index];
        int unknown = text.Count(token => _vocab[token] == SpecialTokens.Unknown);
        yield return new SummaryStep("tokens", $"{text.Length}: {Words(text.Take(ShownTokens))}{(text.Length > ShownTokens ? " ..." : string.Empty)}");
        yield return new SummaryStep("tokens to numbers", $"{string.Join(' ', text.Take(ShownTokens))}{(text.Length > ShownTokens ? " ..." : string.Empty)}; {unknown} unknown, {_vocab.Count} in the vocabulary, Int64");
    }

    public override DecodedPart Decode(Tensor memory, int row)
    {
        int length = memory.Shape[1];
        long[] numbers = memory.AsSpan<long>().Slice(row * length, length).ToArray();
        return new DecodedPart(Words(numbers.Where(number => number != _padding && (ulong)number < (ulong)_vocab.Count).Select(number => (int)number)));
    }

    protected override void Write(int index, Span<long> row)
    {
        int[] text = _texts[index];
        row.Fill(_padding);
        Span<long> place = _options.PadFirst ? row[^text.Length..] : row[..text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            place[i] = text[i];
        }
    }

    private string Words(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(number => _vocab[number]));
}
