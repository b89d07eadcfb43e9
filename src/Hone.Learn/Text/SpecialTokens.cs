namespace Hone.Learn;

/// <summary>Tokens that stand for something other than a word, with fastai's names.</summary>
public static class SpecialTokens
{
    /// <summary>A word that the vocabulary lacks.</summary>
    public const string Unknown = "xxunk";

    /// <summary>Fills texts up to the length of the longest of their batch.</summary>
    public const string Padding = "xxpad";

    /// <summary>Begins a text.</summary>
    public const string Beginning = "xxbos";

    /// <summary>Ends a text; for language models, which <see cref="WordTokenizer"/> does not add by itself.</summary>
    public const string End = "xxeos";

    /// <summary>Separates the columns of a text that was joined from several; for tokenizers of your own.</summary>
    public const string Field = "xxfld";

    /// <summary>The next token but one came as often in a row as the next one says, letter by letter: <c>xxrep 4 !</c>.</summary>
    public const string Repetition = "xxrep";

    /// <summary>The next token but one came as often in a row as the next one says, word by word: <c>xxwrep 3 very</c>.</summary>
    public const string WordRepetition = "xxwrep";

    /// <summary>The next word was in capitals.</summary>
    public const string Upper = "xxup";

    /// <summary>The next word began with a capital.</summary>
    public const string Capital = "xxmaj";

    /// <summary>All of them in the order in which they begin a vocabulary, as in fastai: <see cref="Unknown"/> is 0, <see cref="Padding"/> is 1.</summary>
    public static IReadOnlyList<string> All { get; } = [Unknown, Padding, Beginning, End, Field, Repetition, WordRepetition, Upper, Capital];
}
