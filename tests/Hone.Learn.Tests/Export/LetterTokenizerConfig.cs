namespace Hone.Learn.Tests;

internal sealed record LetterTokenizerConfig(char Stop) : TokenizerConfig
{
    public override ITokenizer Build() => new LetterTokenizer(Stop);
}
