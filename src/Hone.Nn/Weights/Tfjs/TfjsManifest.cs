using System.Text.Json;

namespace Hone.Nn;

/// <summary>Reads the <c>weightsManifest</c> of a model file and checks every entry before any weight is read.</summary>
internal static class TfjsManifest
{
    private static ReadOnlySpan<byte> Key => "weightsManifest"u8;

    /// <summary>Finds and reads the manifest.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its bytes: JSON, or JavaScript with an object literal.</param>
    public static IReadOnlyList<TfjsGroup> Parse(string path, ReadOnlySpan<byte> text)
    {
        int key = text.IndexOf(Key);
        int start = key + Key.Length;
        while (key >= 0 && start < text.Length && text[start] is (byte)'"' or (byte)':' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            start++;
        }

        if (key < 0 || start >= text.Length || text[start] != '[')
        {
            throw Broken(path, "A model file with a weightsManifest.", $"none in {text.Length} bytes");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(JsLiteral.ToJson(path, text, start), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var groups = new List<TfjsGroup>();
            var names = new HashSet<string>();
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                groups.Add(ReadGroup(path, group, names));
            }

            return groups;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            throw new HoneFormatException(path, start, "A weightsManifest: groups of paths and weights.", error.Message, "convert the model again with the TensorFlow.js converter", error);
        }
    }

    private static TfjsGroup ReadGroup(string path, JsonElement group, HashSet<string> names)
    {
        List<string> paths = [.. group.GetProperty("paths").EnumerateArray().Select(p => p.GetString()!)];
        foreach (string part in paths)
        {
            // Files lie beside the model; a path out of its folder is hostile or a mistake.
            if (string.IsNullOrEmpty(part) || part.Contains('\\') || part.Contains('\0') || Path.IsPathRooted(part) || part.Split('/').Contains(".."))
            {
                throw Broken(path, "Paths of weight files inside the folder of the model.", $"\"{part}\"");
            }
        }

        var weights = new List<TfjsWeight>();
        foreach (JsonElement weight in group.GetProperty("weights").EnumerateArray())
        {
            weights.Add(ReadWeight(path, weight, names));
        }

        return new TfjsGroup(paths, weights);
    }

    private static TfjsWeight ReadWeight(string path, JsonElement weight, HashSet<string> names)
    {
        string? name = weight.GetProperty("name").GetString();
        if (string.IsNullOrEmpty(name))
        {
            throw Broken(path, "A name for each weight.", name is null ? "null" : "an empty name");
        }

        if (!names.Add(name))
        {
            throw Broken(path, "Each weight stands in the manifest once.", $"\"{name}\" a second time");
        }

        string type = weight.GetProperty("dtype").GetString()!;
        int[] sizes = [.. weight.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];
        if (type is not ("float32" or "int32" or "bool" or "uint8"))
        {
            throw Broken(path, "Weights of dtype float32, int32, uint8 or bool.", $"{type} for \"{name}\"");
        }

        if (sizes.Length > 8 || Array.Exists(sizes, s => s < 0))
        {
            throw Broken(path, "Shapes of at most 8 sizes of zero or more.", $"[{string.Join(", ", sizes)}] for \"{name}\"");
        }

        // Neither the product of the sizes nor the bytes in memory may leave the range of a block of memory.
        if (sizes.Aggregate((Int128)4, (product, size) => product > int.MaxValue ? product : product * size) > int.MaxValue - 64)
        {
            throw Broken(path, "A weight takes less than 2147483584 bytes in memory.", $"[{string.Join(", ", sizes)}] for \"{name}\"");
        }

        if (!weight.TryGetProperty("quantization", out JsonElement quantization))
        {
            return new TfjsWeight(name, sizes, type, type, 1, 0);
        }

        string stored = quantization.GetProperty("dtype").GetString()!;
        if (type is not ("float32" or "int32") || stored is not ("uint8" or "uint16" or "float16") || (stored == "float16" && type != "float32"))
        {
            throw Broken(path, "Quantization of float32 to uint8, uint16 or float16, or of int32 to uint8 or uint16.", $"{type} to {stored} for \"{name}\"");
        }

        if (stored == "float16")
        {
            return new TfjsWeight(name, sizes, type, stored, 1, 0);
        }

        double scale = quantization.GetProperty("scale").GetDouble();
        double minimum = quantization.GetProperty("min").GetDouble();
        return double.IsFinite(scale) && double.IsFinite(minimum)
            ? new TfjsWeight(name, sizes, type, stored, scale, minimum)
            : throw Broken(path, "A finite scale and minimum.", $"{scale} and {minimum} for \"{name}\"");
    }

    private static HoneFormatException Broken(string path, string expected, string got) =>
        new(path, null, expected, got, "convert the model again with the TensorFlow.js converter");
}
