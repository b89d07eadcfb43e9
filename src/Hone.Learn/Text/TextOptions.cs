namespace Hone.Learn;

/// <summary>How texts become numbers; the defaults are fastai's.</summary>
public sealed record TextOptions
{
    /// <summary>Cuts a text into tokens; <see cref="WordTokenizer"/> unless told. Called from several threads at once. To export what learns from it, pass the Tokenize of an <see cref="ITokenizer"/>.</summary>
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

    /// <summary>The tokenizer as data; null where it cannot be told.</summary>
    internal TokenizerConfig? TokenizerConfig =>
        Tokenize.Target is ITokenizer tokenizer && Tokenize.Equals((Func<string, IReadOnlyList<string>>)tokenizer.Tokenize) ? tokenizer.Config : null;

    /// <summary>The tokenizer's name for messages: its class and method, or the method in which a lambda was written.</summary>
    internal string TokenizerName
    {
        get
        {
            string method = Tokenize.Method.Name;
            Type? home = Tokenize.Method.DeclaringType;
            if (!method.StartsWith('<'))
            {
                return home is null ? method : $"{home.Name}.{method}";
            }

            // The compiler puts a lambda into a nested class, under the name of the method around it.
            while (home is { IsNested: true } && home.Name.StartsWith('<'))
            {
                home = home.DeclaringType;
            }

            return $"a lambda in {home?.Name}{(method.IndexOf('>', StringComparison.Ordinal) is > 1 and int end ? $".{method[1..end]}" : string.Empty)}";
        }
    }

    /// <summary>The tokens of a text, as many as are kept.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal IReadOnlyList<string> TokensOf(string text)
    {
        IReadOnlyList<string> tokens = Tokenize(text);
        if (tokens.Count == 0)
        {
            throw new InvalidOperationException("the tokenizer gave no token");
        }

        return MaxTokens is { } most && tokens.Count > most ? [.. tokens.Take(most)] : tokens;
    }
}
