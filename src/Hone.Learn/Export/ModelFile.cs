using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Hone.Files;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Reads and writes <c>.hone</c> files: a zip archive with <c>model.json</c> (see <see cref="ModelFileContent"/>) and <c>weights.safetensors</c>, stored without
/// compression. Nothing in it is executed; sizes are checked before memory is taken.
/// </summary>
internal static class ModelFile
{
    private const string JsonName = "model.json";
    private const string WeightsName = "weights.safetensors";
    private const int MostJsonBytes = 16 << 20;
    private const int MostEntries = 16;

    // Equal content gives equal bytes; zip counts from 1980.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string path, ModelFileContent content, Module model, ConfigCatalog catalog)
    {
        using var weights = new MemoryStream();
        model.Save(weights);
        ReadOnlySpan<byte> bytes = weights.GetBuffer().AsSpan(0, (int)weights.Length);
        content = content with { WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        byte[] json = Serialize(content, catalog);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, JsonName, json);
            Add(archive, WeightsName, weights.GetBuffer().AsSpan(0, (int)weights.Length));
        });
    }

    /// <summary>Reads a file and builds its model, in evaluation, with its weights.</summary>
    public static (ModelFileContent Content, Module Model) Read(string path, PredictorOptions options)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using ZipArchive archive = Open(stream, path);
            ModelFileContent content = Parse(Bytes(archive, JsonName, MostJsonBytes, path), options.Catalog, path);
            byte[] weights = Bytes(archive, WeightsName, Math.Min(options.MostWeightBytes, Array.MaxLength), path);
            string hash = Convert.ToHexStringLower(SHA256.HashData(weights));
            if (hash != content.WeightsSha256)
            {
                throw new HoneFormatException(path, null, $"Weights with the SHA-256 {content.WeightsSha256} that {JsonName} names.", hash, "the weights were changed after the export, or the file is damaged: copy or export it again");
            }

            return (content, Build(content, weights, path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A model file that can be read.", error is UnauthorizedAccessException ? "no permission, or a folder" : "no such file", path, "check the path; learner.Export(path) writes such a file", error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new HoneFormatException(path, null, "A complete model file.", error.Message, "copy or export it again", error);
        }
    }

    private static byte[] Serialize(ModelFileContent content, ConfigCatalog catalog)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(content, catalog.Json.GetTypeInfo(typeof(ModelFileContent)));
        }
        catch (UnknownConfigException error)
        {
            throw new HoneException($"A {error.Kind} that the catalog knows: {error.Known}.", error.ConfigName, "Export", "add it: ConfigCatalog.Default.With(name, type), here and where the file is read", error);
        }
    }

    private static ZipArchive Open(FileStream stream, string path)
    {
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException error)
        {
            throw new HoneFormatException(path, null, "A model file: a zip archive that learner.Export wrote.", $"{stream.Length} bytes that are no complete zip archive", "check that the path names a .hone file and that it was copied whole", error);
        }

        if (archive.Entries.Count > MostEntries)
        {
            int count = archive.Entries.Count;
            archive.Dispose();
            throw new HoneFormatException(path, null, $"A model file has {JsonName}, {WeightsName} and little else.", $"a zip archive of {count} entries", "check that the path names a .hone file");
        }

        return archive;
    }

    private static byte[] Bytes(ZipArchive archive, string name, long most, string path)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new HoneFormatException(
            path,
            null,
            $"A model file holds {name}.",
            $"a zip archive with {(archive.Entries.Count == 0 ? "nothing" : string.Join(", ", archive.Entries.Select(e => e.FullName)))}",
            "check that the path names a .hone file that learner.Export wrote");

        // A stored entry takes as many bytes in the file as in memory, so a small file cannot ask for much.
        if (entry.Length > most || entry.Length != entry.CompressedLength)
        {
            throw new HoneFormatException(path, null, $"{name} has at most {most} bytes and is stored without compression.", $"{entry.Length} bytes in {entry.CompressedLength}", "raise PredictorOptions.MostWeightBytes if you trust the file, or export it again");
        }

        var bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ModelFileContent Parse(byte[] json, ConfigCatalog catalog, string path)
    {
        string place = $"{path}, {JsonName}";
        if (!Utf8.IsValid(json))
        {
            throw new HoneFormatException(place, null, "A description in UTF-8.", "bytes that are none", "the file is damaged: copy or export it again");
        }

        try
        {
            RequireVersion(json, place);
            var content = (ModelFileContent?)JsonSerializer.Deserialize(json, catalog.Json.GetTypeInfo(typeof(ModelFileContent)));
            return content ?? throw new HoneFormatException(place, null, "A model file's description is a JSON object.", "null", "export the model again");
        }
        catch (UnknownConfigException error)
        {
            throw new HoneFormatException(place, null, $"A {error.Kind} that this program knows: {error.Known}.", $"\"{error.ConfigName}\"", "add it with ConfigCatalog.Default.With(name, type), or read the file with the program that wrote it", error);
        }
        catch (JsonException error)
        {
            throw new HoneFormatException(place, null, "A description that follows the format.", error.Message, "export the model again", error);
        }
    }

    private static void RequireVersion(byte[] json, string place)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        bool isModel = root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("format", out JsonElement format)
            && format.ValueKind == JsonValueKind.String
            && format.ValueEquals(ModelFileContent.FormatName);
        int version = 0;
        if (!isModel || !root.TryGetProperty("formatVersion", out JsonElement number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out version) || version < 1)
        {
            throw new HoneFormatException(place, null, $"A description with \"format\": \"{ModelFileContent.FormatName}\" and a \"formatVersion\" from 1.", Beginning(root), "check that the path names a .hone file that learner.Export wrote");
        }

        if (version > ModelFileContent.CurrentVersion)
        {
            throw new HoneFormatException(place, null, $"A model file of version {ModelFileContent.CurrentVersion} or older.", $"version {version}", "update Hone, or export the model with this version");
        }
    }

    private static string Beginning(JsonElement root)
    {
        string text = root.GetRawText();
        return text.Length > 80 ? text[..80] + "..." : text;
    }

    private static Module Build(ModelFileContent content, byte[] weights, string path)
    {
        try
        {
            Module model = content.Model.Build();
            model.LoadStateDict(Safetensors.Read(new MemoryStream(weights), $"{path}, {WeightsName}").Tensors);
            model.RequiresGrad(false);
            model.Eval();
            return model;
        }
        catch (StateDictException error)
        {
            throw new HoneFormatException(path, null, "Weights that fit the configuration of the model.", error.Message, "export the model again", error);
        }
        catch (Exception error) when (error is ArgumentException or (HoneException and not HoneFormatException))
        {
            throw new HoneFormatException($"{path}, {JsonName}", null, "A model that can be built.", error.Message, "export the model again", error);
        }
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> bytes)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoTime;
        using Stream stream = entry.Open();
        stream.Write(bytes);
    }
}
