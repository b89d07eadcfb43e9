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
}
