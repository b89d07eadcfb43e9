using System.Text.Json;
using System.Text.Json.Nodes;
using Hone.Bench.Harness;

namespace Hone.Bench.Reports;

/// <summary>The outcomes as JSON: a line for each on standard output, or one document in a file.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The object of one workload. Keys never change; a figure that does not exist is null.</summary>
    public static JsonObject Object(Outcome outcome) => new()
    {
        ["id"] = outcome.Id,
        ["hone"] = Rounded(outcome.Hone),
        ["peer"] = Rounded(outcome.Peer),
        ["unit"] = Units.Name(outcome.Unit),
        ["ratio"] = Rounded(outcome.Ratio),
        ["bar"] = outcome.Bar,
        ["limit"] = outcome.Limit,
        ["least"] = outcome.Least,
        ["pass"] = outcome.Pass,
        ["spread"] = outcome.Spread is { } spread ? new JsonArray(Rounded(spread.Low), Rounded(spread.High)) : null,
        ["rounds"] = outcome.Rounds,
        ["peerSetting"] = outcome.PeerSetting,
        ["foreignLoad"] = Rounded(outcome.ForeignLoad),
        ["notes"] = new JsonArray([.. outcome.Notes.Select(note => (JsonNode)note)]),
    };

    /// <summary>Writes header and outcomes as one document; the file is complete or not there.</summary>
    public static void Save(string path, ResultHeader header, IEnumerable<Outcome> outcomes)
    {
        var document = new JsonObject
        {
            ["machine"] = new JsonObject
            {
                ["processor"] = header.Machine.Processor,
                ["cores"] = header.Machine.Cores,
                ["vectors"] = header.Machine.Vectors,
                ["operatingSystem"] = header.Machine.OperatingSystem,
            },
            ["dotnet"] = header.Machine.DotNet,
            ["peer"] = header.Peer is { } peer
                ? new JsonObject { ["torch"] = peer.Torch, ["python"] = peer.Python, ["capability"] = peer.Capability, ["blas"] = peer.Blas, ["blasCore"] = peer.BlasCore }
                : null,
            ["threads"] = header.Threads,
            ["date"] = header.Date.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["command"] = header.Command,
            ["results"] = new JsonArray([.. outcomes.Select(outcome => (JsonNode)Object(outcome))]),
        };
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = full + ".partial";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            document.WriteTo(writer, Indented);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, full, overwrite: true);
    }

    /// <summary>Four significant digits: more would be noise.</summary>
    private static JsonNode? Rounded(double? value)
    {
        if (value is not { } number)
        {
            return null;
        }

        if (number == 0)
        {
            return 0;
        }

        int digits = Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 12);
        return Math.Round(number, digits);
    }
}
