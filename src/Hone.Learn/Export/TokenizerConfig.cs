namespace Hone.Learn;

/// <summary>A tokenizer as data: what a model file holds of it, so that new texts are cut as those of training were.</summary>
public abstract record TokenizerConfig
{
    /// <summary>Makes the tokenizer.</summary>
    /// <returns>A tokenizer that gives the same tokens as the one that was exported.</returns>
    /// <exception cref="HoneException">A number is outside its range.</exception>
    public abstract ITokenizer Build();
}
