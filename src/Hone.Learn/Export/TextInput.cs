namespace Hone.Learn;

/// <summary>How texts become numbers of tokens, as training did it: data, no code.</summary>
/// <param name="Tokenizer">What cuts a text into tokens.</param>
/// <param name="Vocab">The tokens by number; it holds <see cref="SpecialTokens.Unknown"/>, which stands for tokens that it lacks, and <see cref="SpecialTokens.Padding"/>.</param>
/// <param name="MaxTokens">Tokens that are kept of a text, from its start; null keeps all.</param>
/// <param name="PadFirst">Whether padding stands before a text that shares a batch with longer ones.</param>
public sealed record TextInput(TokenizerConfig Tokenizer, IReadOnlyList<string> Vocab, int? MaxTokens, bool PadFirst)
{
    /// <summary>The options of the block that gives the same numbers.</summary>
    internal TextOptions ToOptions() => new() { Tokenize = Tokenizer.Build().Tokenize, Vocab = Vocab, MaxTokens = MaxTokens, PadFirst = PadFirst };
}
