namespace Hone.Cli;

/// <summary>Why a file has no prediction: the four lines of its error.</summary>
internal sealed record FileErrorJson(string File, string Expected, string? Got, string? Where, string? Try)
{
    public static FileErrorJson Of(string file, HoneException error) => new(file, error.Expected, error.Got, error.Where, error.Try);
}
