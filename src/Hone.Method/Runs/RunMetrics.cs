using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>The rows of <c>metrics.jsonl</c> that can be read, and the lines that cannot.</summary>
/// <param name="Rows">The rows in the order of their steps.</param>
/// <param name="Damaged">The lines that were left out; a crash in the middle of a write leaves one.</param>
public sealed record RunMetrics(IReadOnlyList<MetricRow> Rows, IReadOnlyList<DamagedLine> Damaged)
{
    private const string ResumeField = "resumedAt";

    internal static JsonObject ToJson(MetricRow row)
    {
        var json = new JsonObject
        {
            ["t"] = CanonicalJson.Number(row.Seconds),
            ["step"] = row.Step,
            ["epoch"] = CanonicalJson.Number(row.Epoch),
        };
        foreach (KeyValuePair<string, double> value in row.Values)
        {
            json[value.Key] = CanonicalJson.Number(value.Value);
        }

        return json;
    }

    /// <summary>The mark that a run goes on from a checkpoint: rows of later steps that stand before it are repeated after it.</summary>
    internal static JsonObject ResumeMark(long step) => new() { [ResumeField] = step };

    internal static RunMetrics Read(string path)
    {
        JsonLinesFile file = JsonLinesFile.Read(path);
        var rows = new List<MetricRow>();
        var damaged = new List<DamagedLine>(file.Damaged);
        for (int i = 0; i < file.Rows.Count; i++)
        {
            JsonElement json = file.Rows[i];
            if (json.TryGetProperty(ResumeField, out JsonElement resumed) && resumed.TryGetInt64(out long step))
            {
                rows.RemoveAll(row => row.Step > step);
            }
            else if (ToRow(json) is MetricRow row)
            {
                rows.Add(row);
            }
            else
            {
                damaged.Add(new DamagedLine(file.LineNumbers[i], "no step, or a step that is not a whole number", i == file.Rows.Count - 1));
            }
        }

        return new RunMetrics(rows, damaged);
    }

    private static MetricRow? ToRow(JsonElement json)
    {
        double seconds = double.NaN;
        long? step = null;
        double epoch = double.NaN;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JsonProperty field in json.EnumerateObject())
        {
            if (field.Name == "step")
            {
                step = field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetInt64(out long whole) ? whole : null;
            }
            else if (CanonicalJson.ToNumber(field.Value) is double number)
            {
                switch (field.Name)
                {
                    case "t":
                        seconds = number;
                        break;
                    case "epoch":
                        epoch = number;
                        break;
                    default:
                        values[field.Name] = number;
                        break;
                }
            }
        }

        return step is long found ? new MetricRow(seconds, found, epoch, values) : null;
    }
}
