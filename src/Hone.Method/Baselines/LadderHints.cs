using System.Text.Json;

namespace Hone.Method;

/// <summary>What <c>data/source.json</c> says about how the raw files become items; nulls where it is silent or not there.</summary>
internal sealed record LadderHints(string? Table, string? Folder, string? IdColumn)
{
    public static LadderHints Of(Project project)
    {
        string path = Path.Combine(project.Directory, "data", "source.json");
        if (!File.Exists(path))
        {
            return new LadderHints(null, null, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new LadderHints(Text(root, "table"), Text(root, "folder"), Text(root, "idColumn"));
        }
        catch (Exception exception) when (exception is JsonException || DiskErrors.IsDisk(exception))
        {
            throw new BaselineException(ExitCode.BadInput, "data/source.json in the form that Hone writes", exception.Message.ReplaceLineEndings(" "), path, "restore it from git, or name the data: hone baseline PATH", exception);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
