namespace Hone.Learn;

/// <summary>Cuts texts into tokens, and can be told as data, so that a model file may hold it.</summary>
/// <remarks>
/// Its <see cref="Tokenize"/> is what <see cref="TextOptions.Tokenize"/> takes. A plain function serves training as well; only an export needs to know what it is, because a model file holds no code.
/// </remarks>
/// <example><code>
/// var options = new TextOptions { Tokenize = new WordTokenizer().Tokenize };
/// </code></example>
public interface ITokenizer
{
    /// <summary>How this tokenizer was made, as data; null when it cannot be told, and then its models are not exported.</summary>
    TokenizerConfig? Config { get; }

    /// <summary>The tokens of a text. Called from several threads at once.</summary>
    /// <param name="text">Any text, also an empty one.</param>
    /// <returns>At least one token; with none, the item is refused.</returns>
    IReadOnlyList<string> Tokenize(string text);
}
