namespace Hone.Learn;

/// <summary>How texts become numbers; the defaults are fastai's.</summary>
public sealed record TextOptions
{
    /// <summary>Cuts a text into tokens; <see cref="WordTokenizer"/> unless told. Called from several threads at once.</summary>
    public Func<string, IReadOnlyList<string>> Tokenize { get; init; } = new WordTokenizer().Tokenize;

    /// <summary>The tokens by number; null makes a vocabulary of the training part. It must hold <see cref="SpecialTokens.Unknown"/> and <see cref="SpecialTokens.Padding"/>.</summary>
    public IReadOnlyList<string>? Vocab { get; init; }

    /// <summary>How often a token stands in the training part at least, to have a number of its own; 3.</summary>
    public int MinFrequency { get; init; } = 3;

    /// <summary>Most tokens of a vocabulary, special ones included; 60,000.</summary>
    public int MaxVocabulary { get; init; } = 60_000;

    /// <summary>Tokens that are kept of a text, from its start; null keeps all. Long texts cost memory and time with their whole batch.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether padding stands before a text, so that its last word comes last in every row; true, as for fastai's classifiers.</summary>
    public bool PadFirst { get; init; } = true;
}
