using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>Why a file has no prediction: the four lines of its error, and the files of an item of several inputs.</summary>
internal sealed record FileErrorJson(string File, string Expected, string? Got, string? Where, string? Try, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Files = null)
{
    public static FileErrorJson Of(string file, HoneException error) => new(file, error.Expected, error.Got, error.Where, error.Try);
}
