namespace Hone.Learn;

/// <summary><see cref="WordTokenizer"/> as data; its rules have no options.</summary>
public sealed record WordTokenizerConfig : TokenizerConfig
{
    /// <inheritdoc/>
    public override ITokenizer Build() => new WordTokenizer();
}
