using System.Globalization;
using System.Net;
using System.Text;

namespace Hone.Learn;

/// <summary>Cuts a text into words and marks, in small letters; what that loses is kept in special tokens, as fastai's text rules do.</summary>
/// <remarks>
/// <para>
/// 1. Leftovers of web pages become text again (<c>&amp;amp;</c>, <c>&lt;br /&gt;</c>). 2. Letters and digits make words, every other mark is a token. 3. A mark or letter three times or more in a row becomes
/// <c>xxrep n mark</c>. 4. <c>don't</c> becomes <c>do n't</c>, <c>it's</c> becomes <c>it 's</c>. 5. A word of two and more capitals becomes <c>xxup word</c>, one that begins with a capital
/// <c>xxmaj word</c>. 6. A word three times or more in a row becomes <c>xxwrep n word</c>. 7. <c>xxbos</c> goes in front.
/// </para>
/// Source: the default rules of fastai 2. Differences: words are cut by these rules instead of spaCy's, so that abbreviations such as <c>e.g.</c> fall apart; HTML is decoded whole, not a list of cases.
/// </remarks>
/// <example><c>new WordTokenizer().Tokenize("I LOVED it!!!")   // xxbos i xxup loved it xxrep 3 !</c></example>
public sealed class WordTokenizer : ITokenizer
{
    private const int ShortestRepetition = 3;

    /// <summary>The tokenizer as data.</summary>
    public TokenizerConfig? Config => new WordTokenizerConfig();

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">Any text; a mark may consist of two UTF-16 units.</param>
    /// <returns>At least <see cref="SpecialTokens.Beginning"/>.</returns>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = WebUtility.HtmlDecode(text.Replace("<br />", "\n", StringComparison.OrdinalIgnoreCase));
        var tokens = new List<string> { SpecialTokens.Beginning };
        foreach (string word in MergedRepetitions(Pieces(plain)))
        {
            Add(word, tokens);
        }

        return tokens;
    }

    /// <summary>Words and marks as they are written; a repetition of a mark is three pieces.</summary>
    private static List<string> Pieces(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var pieces = new List<string>();
        var word = new StringBuilder();
        int i = 0;
        while (i < runes.Length)
        {
            Rune rune = runes[i];
            int run = 1;
            while (i + run < runes.Length && runes[i + run] == rune)
            {
                run++;
            }

            bool isSpace = Rune.IsWhiteSpace(rune);
            if (run >= ShortestRepetition && !isSpace)
            {
                Flush(word, pieces);
                pieces.AddRange([SpecialTokens.Repetition, run.ToString(CultureInfo.InvariantCulture), rune.ToString()]);
                i += run;
                continue;
            }

            bool isInside = IsApostrophe(rune) && word.Length > 0 && i + 1 < runes.Length && Rune.IsLetter(runes[i + 1]);
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune) || isInside)
            {
                word.Append(isInside ? "'" : rune.ToString());
            }
            else
            {
                Flush(word, pieces);
                if (!isSpace)
                {
                    pieces.Add(rune.ToString());
                }
            }

            i++;
        }

        Flush(word, pieces);
        return pieces;
    }

    /// <summary>Three and more equal words in a row as three pieces.</summary>
    private static IEnumerable<string> MergedRepetitions(List<string> pieces)
    {
        for (int i = 0; i < pieces.Count;)
        {
            if (pieces[i] == SpecialTokens.Repetition)
            {
                yield return pieces[i];
                yield return pieces[i + 1];
                yield return pieces[i + 2];
                i += 3;
                continue;
            }

            int run = 1;
            while (i + run < pieces.Count && pieces[i + run] == pieces[i])
            {
                run++;
            }

            if (run >= ShortestRepetition)
            {
                yield return SpecialTokens.WordRepetition;
                yield return run.ToString(CultureInfo.InvariantCulture);
                yield return pieces[i];
                i += run;
                continue;
            }

            yield return pieces[i];
            i++;
        }
    }

    /// <summary>A piece in small letters, with a token before it that tells of its capitals.</summary>
    private static void Add(string piece, List<string> tokens)
    {
        if (piece.Length > 1 && Rune.IsUpper(Rune.GetRuneAt(piece, 0)))
        {
            bool hasSmall = piece.EnumerateRunes().Any(Rune.IsLower);
            bool hasOtherCapitals = piece.EnumerateRunes().Skip(1).Any(Rune.IsUpper);
            if (!hasSmall)
            {
                tokens.Add(SpecialTokens.Upper);
            }
            else if (!hasOtherCapitals)
            {
                tokens.Add(SpecialTokens.Capital);
            }
        }

        tokens.Add(piece.ToLowerInvariant());
    }

    private static void Flush(StringBuilder word, List<string> pieces)
    {
        if (word.Length == 0)
        {
            return;
        }

        string text = word.ToString();
        word.Clear();
        int apostrophe = text.LastIndexOf('\'');
        if (apostrophe <= 0)
        {
            pieces.Add(text);
            return;
        }

        // don't: do n't; it's: it 's.
        bool isNot = text.EndsWith("n't", StringComparison.OrdinalIgnoreCase) && text.Length > 3;
        int cut = isNot ? text.Length - 3 : apostrophe;
        pieces.Add(text[..cut]);
        pieces.Add(text[cut..]);
    }

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    /// <summary>Accents that stand behind their letter belong to the word.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
