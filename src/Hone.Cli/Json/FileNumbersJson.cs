using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>One file of <c>hone predict --json</c> with a model that answers with numbers.</summary>
/// <param name="File">The file as it was typed.</param>
/// <param name="Numbers">The numbers; left out for points.</param>
/// <param name="Points">x and y of each point, in pixels of the picture; left out for other numbers.</param>
internal sealed record FileNumbersJson(
    string File,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<float>? Numbers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<float[]>? Points)
{
    public static FileNumbersJson Of(string file, IReadOnlyList<float> numbers, bool arePoints) =>
        arePoints ? new FileNumbersJson(file, null, [.. numbers.Chunk(2)]) : new FileNumbersJson(file, numbers, null);
}
