namespace Hone.Learn;

/// <summary>The numbers of tokens by a vocabulary; tokens that it lacks have that of <see cref="SpecialTokens.Unknown"/>.</summary>
internal sealed class TokenNumbers
{
    private readonly Vocabulary _vocab;
    private readonly int _unknown;

    /// <summary>Stores the vocabulary.</summary>
    /// <param name="names">The tokens by number.</param>
    /// <exception cref="HoneDataException">The vocabulary holds a token twice, or lacks one that is needed.</exception>
    public TokenNumbers(IReadOnlyList<string> names)
    {
        _vocab = Vocabulary.Of(names, "TextBlock");
        string[] missing = [.. new[] { SpecialTokens.Unknown, SpecialTokens.Padding }.Where(token => !_vocab.Contains(token))];
        if (missing.Length > 0)
        {
            throw new HoneDataException("A vocabulary with a token for unknown words and one for padding.", $"{names.Count} tokens without {string.Join(" and ", missing)}", "TextBlock", "begin it with SpecialTokens.All");
        }

        _unknown = IndexOf(SpecialTokens.Unknown);
        Padding = IndexOf(SpecialTokens.Padding);
    }

    /// <summary>The number of the padding.</summary>
    public int Padding { get; }

    /// <summary>The numbers of the tokens of a text, in order.</summary>
    public int[] Of(IReadOnlyList<string> tokens) => [.. tokens.Select(token => _vocab.Contains(token) ? IndexOf(token) : _unknown)];

    private int IndexOf(string token) => _vocab.IndexOf(token, string.Empty, TextColumn.ColumnName);
}
