using System.Text.Json;

namespace Hone.Method;

/// <summary>What a run says about itself beside its numbers: what was expected, what became of it, what was learned, which commit it ran on.</summary>
internal sealed record RunNotes(string? Expected, string? Verdict, string? Learned, string? Commit)
{
    /// <summary>Reads <c>run.json</c> and <c>hypothesis.json</c> field by field, so that a field of a later version does not hide the others.</summary>
    public static RunNotes Of(StoredRun run)
    {
        JsonElement? record = Read(Path.Combine(run.Directory, "run.json"));
        JsonElement? hypothesis = Read(Path.Combine(run.Directory, "hypothesis.json"));
        JsonElement? verdict = Field(record, "verdict");
        string? outcome = verdict?.ValueKind == JsonValueKind.String ? verdict.Value.GetString() : Text(Field(verdict, "outcome"));
        string? reason = Text(Field(verdict, "reason"));
        return new RunNotes(
            Text(Field(hypothesis, "text")),
            outcome is null ? null : reason is null ? outcome : $"{outcome}: {reason}",
            Text(Field(verdict, "learned")) ?? run.Record?.Notes,
            Text(Field(Field(record, "git"), "commit")));
    }

    private static JsonElement? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException || DiskErrors.IsDisk(exception))
        {
            // The run is listed as damaged; its notes are not known.
            return null;
        }
    }

    private static JsonElement? Field(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
