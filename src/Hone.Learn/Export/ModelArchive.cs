using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace Hone.Learn;

/// <summary>The zip archive of a <c>.hone</c> file: entries stored without compression, whose sizes are checked before memory is taken.</summary>
internal static class ModelArchive
{
    /// <summary>The entry that says what the model is.</summary>
    public const string JsonName = "model.json";

    /// <summary>The most bytes of that entry.</summary>
    public const int MostJsonBytes = 16 << 20;

    private const int MostEntries = 16;

    // Equal content gives equal bytes; zip counts from 1980.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Opens a file, and says of every fault of the disk or the archive which file it was.</summary>
    /// <exception cref="HoneDataException">There is no such file, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">It is no complete zip archive, or not that of a model.</exception>
    public static T Read<T>(string path, Func<ZipArchive, T> read)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using ZipArchive archive = Open(stream, path);
            return read(archive);
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

    /// <summary>Whether a file is an archive of a format, by the first words of its description; false for everything else, and for what cannot be read.</summary>
    public static bool IsFormat(string path, string format)
    {
        try
        {
            return Read(path, archive =>
            {
                using JsonDocument document = JsonDocument.Parse(Json(archive, path));
                return FormatOf(document.RootElement) == format;
            });
        }
        catch (Exception error) when (error is HoneException or JsonException)
        {
            return false;
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
            throw new HoneFormatException(path, null, $"A model file has {JsonName}, its weights and little else.", $"a zip archive of {count} entries", "check that the path names a .hone file");
        }

        return archive;
    }

    /// <summary>The description of the model.</summary>
    /// <exception cref="HoneFormatException">There is none, or it is no UTF-8.</exception>
    public static byte[] Json(ZipArchive archive, string path)
    {
        byte[] json = Bytes(archive, JsonName, MostJsonBytes, path);
        return Utf8.IsValid(json) ? json : throw new HoneFormatException($"{path}, {JsonName}", null, "A description in UTF-8.", "bytes that are none", "the file is damaged: copy or export it again");
    }

    /// <summary>The weights of a model.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="name">The entry.</param>
    /// <param name="sha256">What their SHA-256 must be, in hexadecimal.</param>
    /// <param name="most">Most bytes that they may have.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="HoneFormatException">They are missing, too large, or were changed.</exception>
    public static byte[] Bytes(ZipArchive archive, string name, string sha256, long most, string path)
    {
        byte[] bytes = Bytes(archive, name, Math.Min(most, Array.MaxLength), path);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return hash == sha256
            ? bytes
            : throw new HoneFormatException(path, null, $"Weights with the SHA-256 {sha256} that {JsonName} names.", hash, "the weights were changed after the export, or the file is damaged: copy or export it again");
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

    public static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> bytes)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoTime;
        using Stream stream = entry.Open();
        stream.Write(bytes);
    }

    /// <summary>The word after "format" in a description; null when there is none.</summary>
    public static string? FormatOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    /// <summary>Checks format and version, so that files of other kinds and of later programs are named as such.</summary>
    /// <param name="json">The description.</param>
    /// <param name="format">The format that is wanted.</param>
    /// <param name="newest">The newest version that can be read.</param>
    /// <param name="place">Where the description stands, for messages.</param>
    /// <exception cref="HoneFormatException">One of them is another.</exception>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static void RequireFormat(byte[] json, string format, int newest, string place)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        string? found = FormatOf(root);
        int version = 0;
        if (found != format || !root.TryGetProperty("formatVersion", out JsonElement number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out version) || version < 1)
        {
            throw new HoneFormatException(place, null, $"A description with \"format\": \"{format}\" and a \"formatVersion\" from 1.", Beginning(root), Advice(found == format ? null : found));
        }

        if (version > newest)
        {
            throw new HoneFormatException(place, null, $"A model file of version {newest} or older.", $"version {version}", "update Hone, or export the model with this version");
        }
    }

    /// <summary>Who reads a file of another format.</summary>
    private static string Advice(string? format) => format switch
    {
        ModelFileContent.FormatName => "it predicts images, vectors or texts: read it with Predictor.Load",
        TableFileContent.FormatName => "it predicts rows of tables: read it with TablePredictor.Load",
        RecommenderContent.FormatName => "it recommends items to users: read it with Recommender.Load",
        TreeFileContent.FormatName => "it holds trees without what prepares a table for them: read it with TreeModel.Load, or write it with ExportTable",
        _ => "check that the path names a .hone file that learner.Export wrote",
    };

    private static string Beginning(JsonElement root)
    {
        string text = root.GetRawText();
        return text.Length > 80 ? text[..80] + "..." : text;
    }
}
