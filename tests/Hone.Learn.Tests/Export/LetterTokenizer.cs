namespace Hone.Learn.Tests;

/// <summary>A user's own tokenizer that can be told as data: letters, each a token, until the stop.</summary>
internal sealed class LetterTokenizer(char stop) : ITokenizer
{
    public TokenizerConfig? Config => new LetterTokenizerConfig(stop);

    public IReadOnlyList<string> Tokenize(string text) => [.. text.TakeWhile(letter => letter != stop).Select(letter => letter.ToString())];

    public IReadOnlyList<string> Backward(string text) => [.. Tokenize(text).Reverse()];
}
