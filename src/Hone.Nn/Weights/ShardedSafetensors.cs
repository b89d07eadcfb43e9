using System.Text.Json;

namespace Hone.Nn;

/// <summary>Reads a model that is spread over several safetensors files by its index, <c>model.safetensors.index.json</c>.</summary>
public static class ShardedSafetensors
{
    private const string Map = "weight_map";

    /// <summary>Reads all tensors that the index names.</summary>
    /// <param name="path">The index; the files lie beside it unless <paramref name="locate"/> says otherwise.</param>
    /// <param name="locate">Gives the path of a file by its name, for example with <see cref="Hub.Resolve"/>; null for the folder of the index.</param>
    /// <returns>Tensors by name, in the order of the index.</returns>
    /// <exception cref="HoneFormatException">The index or a file is damaged, or they do not agree.</exception>
    /// <exception cref="HoneException">A file is missing.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path, Func<string, string>? locate = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        locate ??= name => Path.Combine(folder, name);
        OrderedDictionary<string, string> map = ReadIndex(path);
        Dictionary<string, IReadOnlyDictionary<string, Tensor>> files = map.Values.Distinct().ToDictionary(name => name, name => Safetensors.Read(locate(name)).Tensors);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach ((string name, string file) in map)
        {
            tensors.Add(name, files[file].GetValueOrDefault(name) ?? throw Broken(path, $"\"{name}\" in {file}.", $"{files[file].Count} tensors without it"));
        }

        foreach ((string file, IReadOnlyDictionary<string, Tensor> content) in files)
        {
            string? stranger = content.Keys.FirstOrDefault(name => map.GetValueOrDefault(name) != file);
            if (stranger is not null)
            {
                throw Broken(path, $"Every tensor of {file} in the index.", $"\"{stranger}\", which is not");
            }
        }

        WeightOrigin?[] origins = [.. files.Values.Select(OriginWeights.OriginOf).Distinct()];
        return OriginWeights.Of(tensors, origins.Length == 1 ? origins[0] : null);
    }

    private static OrderedDictionary<string, string> ReadIndex(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var map = new OrderedDictionary<string, string>();
            foreach (JsonProperty entry in document.RootElement.GetProperty(Map).EnumerateObject())
            {
                string file = entry.Value.GetString()!;
                if (string.IsNullOrEmpty(file) || file != Path.GetFileName(file) || file is "." or "..")
                {
                    throw Broken(path, "Names of files beside the index.", $"\"{file}\" for \"{entry.Name}\"");
                }

                map.Add(entry.Name, file);
            }

            return map;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new HoneFormatException(path, null, $"An index of safetensors files: a JSON object with {Map}.", error.Message, "copy or download the index again", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneException("An index that can be read.", error.Message, path, "check the path and its permissions", error);
        }
    }

    private static HoneFormatException Broken(string path, string expected, string got) =>
        new(path, null, expected, got, "copy or download the index and its files again, all of one revision");
}
