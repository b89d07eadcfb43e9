namespace Hone.Learn;

/// <summary>The tokens that have a number of their own.</summary>
internal static class TextVocabulary
{
    /// <summary>Special tokens, then the others by frequency, then in ordinal order; fastai's <c>make_vocab</c>.</summary>
    /// <param name="texts">Tokens of the training part.</param>
    /// <param name="minFrequency">How often a token stands there at least.</param>
    /// <param name="most">Most tokens, special ones included.</param>
    public static string[] Of(IEnumerable<IReadOnlyList<string>> texts, int minFrequency, int most)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string token in texts.SelectMany(text => text))
        {
            counts[token] = counts.GetValueOrDefault(token) + 1;
        }

        IEnumerable<string> frequent = counts
            .Where(count => count.Value >= minFrequency)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => count.Key)
            .Except(SpecialTokens.All);
        return [.. SpecialTokens.All.Concat(frequent).Take(most)];
    }

    /// <summary>The number of each token; unknown ones have that of <see cref="SpecialTokens.Unknown"/>.</summary>
    /// <param name="texts">Tokens of all items.</param>
    /// <param name="names">The vocabulary.</param>
    /// <exception cref="HoneDataException">The vocabulary holds a token twice, or lacks one that is needed.</exception>
    public static int[][] Numbers(IReadOnlyList<string>[] texts, IReadOnlyList<string> names)
    {
        Vocabulary vocab = Vocabulary.Of(names, "TextBlock");
        string[] missing = [.. new[] { SpecialTokens.Unknown, SpecialTokens.Padding }.Where(token => !vocab.Contains(token))];
        if (missing.Length > 0)
        {
            throw new HoneDataException("A vocabulary with a token for unknown words and one for padding.", $"{names.Count} tokens without {string.Join(" and ", missing)}", "TextBlock", "begin it with SpecialTokens.All");
        }

        int unknown = vocab.IndexOf(SpecialTokens.Unknown, string.Empty, TextColumn.ColumnName);
        return Array.ConvertAll(texts, text => text.Select(token => vocab.Contains(token) ? vocab.IndexOf(token, string.Empty, TextColumn.ColumnName) : unknown).ToArray());
    }
}
