using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Hone.Files;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>
/// Reads and writes <c>.hone</c> files: a zip archive with <c>model.json</c> (see <see cref="ModelFileContent"/>) and <c>weights.safetensors</c>, stored without
/// compression. Nothing in it is executed; sizes are checked before memory is taken.
/// </summary>
internal static class ModelFile
{
    private const string JsonName = ModelArchive.JsonName;
    private const string WeightsName = "weights.safetensors";

    public static void Write(string path, ModelFileContent content, Module model, ConfigCatalog catalog)
    {
        using var weights = new MemoryStream();
        model.Save(weights);
        ReadOnlySpan<byte> bytes = weights.GetBuffer().AsSpan(0, (int)weights.Length);
        content = content with { WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        byte[] json = Serialize(content, catalog);
        if (json.Length > ModelArchive.MostJsonBytes)
        {
            throw new HoneException($"A description of at most {ModelArchive.MostJsonBytes} bytes, beside the weights.", $"{json.Length} bytes", "Export", "make the vocabulary smaller, such as with TextOptions.MaxVocabulary");
        }

        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            ModelArchive.Add(archive, JsonName, json);
            ModelArchive.Add(archive, WeightsName, weights.GetBuffer().AsSpan(0, (int)weights.Length));
        });
    }

    /// <summary>Reads a file and builds its model, in evaluation, with its weights.</summary>
    public static (ModelFileContent Content, Module Model) Read(string path, PredictorOptions options) => ModelArchive.Read(path, archive =>
    {
        ModelFileContent content = Parse<ModelFileContent>(ModelArchive.Json(archive, path), ModelFileContent.FormatName, ModelFileContent.SeveralInputsVersion, options.Catalog, $"{path}, {JsonName}");
        byte[] weights = ModelArchive.Bytes(archive, WeightsName, content.WeightsSha256, options.MostWeightBytes, path);
        return (content, Build(content.Model, weights, path, $"{path}, {WeightsName}"));
    });

    /// <summary>The description of a model as JSON.</summary>
    /// <exception cref="HoneException">It names something that the catalog does not know.</exception>
    public static byte[] Serialize<TContent>(TContent content, ConfigCatalog catalog)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(content, catalog.Json.GetTypeInfo(typeof(TContent)));
        }
        catch (UnknownConfigException error)
        {
            throw new HoneException($"{Wording.WithArticle(error.Kind)} that the catalog knows: {error.Known}.", error.ConfigName, "Export", "add it: ConfigCatalog.Default.With(name, type), here and where the file is read", error);
        }
    }

    /// <summary>Reads the description of a model.</summary>
    /// <exception cref="HoneFormatException">It is of another format or version, names something unknown, or does not follow the format.</exception>
    public static TContent Parse<TContent>(byte[] json, string format, int newest, ConfigCatalog catalog, string place)
        where TContent : class
    {
        try
        {
            ModelArchive.RequireFormat(json, format, newest, place);
            var content = (TContent?)JsonSerializer.Deserialize(json, catalog.Json.GetTypeInfo(typeof(TContent)));
            return content ?? throw new HoneFormatException(place, null, "A model file's description is a JSON object.", "null", "export the model again");
        }
        catch (UnknownConfigException error)
        {
            throw new HoneFormatException(place, null, $"{Wording.WithArticle(error.Kind)} that this program knows: {error.Known}.", $"\"{error.ConfigName}\"", "add it with ConfigCatalog.Default.With(name, type), or read the file with the program that wrote it", error);
        }
        catch (JsonException error)
        {
            throw new HoneFormatException(place, null, "A description that follows the format.", error.Message, "export the model again", error);
        }
    }

    /// <summary>Builds a net, in evaluation, with its weights.</summary>
    /// <exception cref="HoneFormatException">It cannot be built, or the weights do not fit it.</exception>
    public static Module Build(ModelConfig config, byte[] weights, string path, string weightsPlace)
    {
        try
        {
            Module model = config.Build();
            model.LoadStateDict(Safetensors.Read(new MemoryStream(weights), weightsPlace).Tensors);
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
}
