using System.IO.Compression;
using System.Text.Json;
using Hone.Files;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Reads and writes models of trees: a zip archive with <c>model.json</c> (<see cref="TreeFileContent"/>) and <c>trees.safetensors</c>, the arrays of all trees one
/// after the other. Nothing in it is executed; every index is checked before a row walks along it.
/// </summary>
internal static class TreeFile
{
    private const string JsonName = "model.json";
    private const string ArraysName = "trees.safetensors";
    private const int MostJsonBytes = 16 << 20;

    // Equal content gives equal bytes; zip counts from 1980.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string path, TreeModel model)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(Describe(model), TreeFileJson.Default.TreeFileContent);
        byte[] arrays = Arrays(model);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, JsonName, json);
            Add(archive, ArraysName, arrays);
        });
    }

    /// <summary>Everything about a model but its trees.</summary>
    public static TreeFileContent Describe(TreeModel model) => new(
        TreeFileContent.FormatName,
        TreeFileContent.CurrentVersion,
        model.Kind.ToString(),
        model is TreeClassifier classifier ? classifier.Classes : 0,
        [.. model.FeatureNames],
        model.Ensemble.Trees.Length,
        model.Ensemble.Outputs,
        model.Ensemble.Scale,
        model.Ensemble.Baseline);

    /// <summary>The trees of a model, as a safetensors file.</summary>
    public static byte[] Arrays(TreeModel model)
    {
        using var arrays = new MemoryStream();
        Safetensors.Write(arrays, TreeArrays.From(model.Ensemble.Trees).ToTensors());
        return arrays.ToArray();
    }

    /// <summary>Makes a model from its description and its trees, after checking both.</summary>
    /// <param name="content">The description; null when the file has none.</param>
    /// <param name="bytes">What <see cref="Arrays"/> gave.</param>
    /// <param name="contentPlace">Where the description stands, for messages.</param>
    /// <param name="arraysPlace">Where the trees stand, for messages.</param>
    public static TreeModel Build(TreeFileContent? content, byte[] bytes, string contentPlace, string arraysPlace)
    {
        TreeFileContent whole = Check(content, contentPlace);
        TreeArrays arrays = TreeArrays.FromTensors(Safetensors.Read(new MemoryStream(bytes), arraysPlace).Tensors, arraysPlace);
        return Build(whole, arrays, contentPlace, arraysPlace);
    }

    public static TreeModel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            TreeFileContent content = Parse(Bytes(archive, JsonName, MostJsonBytes, path), path);
            byte[] bytes = Bytes(archive, ArraysName, Array.MaxLength, path);
            return Build(content, bytes, $"{path}, {JsonName}", $"{path}, {ArraysName}");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A model file that can be read.", error is UnauthorizedAccessException ? "no permission, or a folder" : "no such file", path, "check the path; model.Save(path) writes such a file", error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new HoneFormatException(path, null, "A complete model of trees: a zip archive that model.Save wrote.", error.Message, "copy or save it again", error);
        }
    }

    private static TreeFileContent Parse(byte[] json, string path)
    {
        string place = $"{path}, {JsonName}";
        try
        {
            return Check(JsonSerializer.Deserialize(json, TreeFileJson.Default.TreeFileContent), place);
        }
        catch (JsonException error)
        {
            throw new HoneFormatException(place, null, "A description that follows the format.", error.Message, "save the model again", error);
        }
    }

    private static TreeFileContent Check(TreeFileContent? content, string place)
    {
        if (content is null || content.Format != TreeFileContent.FormatName)
        {
            throw new HoneFormatException(place, null, $"A description with \"format\": \"{TreeFileContent.FormatName}\".", content?.Format ?? "none", "check that the path names a file that the Save of a model of trees wrote");
        }

        if (content.FormatVersion is < 1 or > TreeFileContent.CurrentVersion)
        {
            throw new HoneFormatException(place, null, $"A model of version 1 to {TreeFileContent.CurrentVersion}.", $"version {content.FormatVersion}", "update Hone, or save the model with this version");
        }

        bool isWhole = content is { Features.Length: > 0, Baseline: not null, Kind: not null, Trees: >= 1, Outputs: >= 1 }
            && content.Baseline.Length == content.Outputs
            && Array.TrueForAll(content.Features, name => name is not null)
            && double.IsFinite(content.Scale);
        if (!isWhole)
        {
            throw new HoneFormatException(place, null, "Features, at least one tree, and a baseline for each output.", $"{content.Features?.Length ?? 0} features, {content.Trees} trees, {content.Outputs} outputs, {content.Baseline?.Length ?? 0} baselines", "save the model again");
        }

        return content;
    }

    private static TreeModel Build(TreeFileContent content, TreeArrays arrays, string contentPlace, string arraysPlace)
    {
        if (!Enum.TryParse(content.Kind, out TreeModelKind kind) || !Enum.IsDefined(kind))
        {
            throw new HoneFormatException(contentPlace, null, $"A model of trees: {string.Join(", ", Enum.GetNames<TreeModelKind>())}.", $"\"{content.Kind}\"", "update Hone, or save the model again");
        }

        bool isClassifier = kind.ToString().EndsWith("Classifier", StringComparison.Ordinal);
        bool isBoosting = kind is TreeModelKind.HistGradientBoostingClassifier or TreeModelKind.HistGradientBoostingRegressor;
        int outputs = !isClassifier || (isBoosting && content.Classes == 2) ? 1 : content.Classes;
        if (content.Outputs != outputs || (isClassifier && content.Classes < 2))
        {
            throw new HoneFormatException(contentPlace, null, $"{outputs} outputs of a {kind} with {content.Classes} classes.", $"{content.Outputs}", "save the model again");
        }

        Tree[] trees = arrays.ToTrees(content.Trees, isBoosting ? 1 : outputs, content.Features.Length, arraysPlace);
        var ensemble = new TreeEnsemble(trees, outputs, content.Baseline, content.Scale);
        string[] names = content.Features;
        int classes = content.Classes;
        return kind switch
        {
            TreeModelKind.DecisionTreeClassifier => new DecisionTreeClassifier(ensemble, names, classes),
            TreeModelKind.DecisionTreeRegressor => new DecisionTreeRegressor(ensemble, names),
            TreeModelKind.RandomForestClassifier => new RandomForestClassifier(ensemble, names, classes),
            TreeModelKind.RandomForestRegressor => new RandomForestRegressor(ensemble, names),
            TreeModelKind.ExtraTreesClassifier => new ExtraTreesClassifier(ensemble, names, classes),
            TreeModelKind.ExtraTreesRegressor => new ExtraTreesRegressor(ensemble, names),
            TreeModelKind.HistGradientBoostingClassifier => new HistGradientBoostingClassifier(ensemble, names, classes),
            _ => new HistGradientBoostingRegressor(ensemble, names),
        };
    }

    private static byte[] Bytes(ZipArchive archive, string name, long most, string path)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new HoneFormatException(
            path,
            null,
            $"A model of trees holds {name}.",
            $"a zip archive of {archive.Entries.Count} entries without it",
            "check that the path names a file that the Save of a model of trees wrote");

        // A stored entry takes as many bytes in the file as in memory, so a small file cannot ask for much.
        if (entry.Length > most || entry.Length != entry.CompressedLength)
        {
            throw new HoneFormatException(path, null, $"{name} has at most {most} bytes and is stored without compression.", $"{entry.Length} bytes in {entry.CompressedLength}", "save the model again");
        }

        var bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> bytes)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = NoTime;
        using Stream stream = entry.Open();
        stream.Write(bytes);
    }
}
