using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hone.Method;

/// <summary>The JSON form of the records that a project keeps on disk; generated at compile time, so trimming keeps it whole.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Charter))]
[JsonSerializable(typeof(SplitFile))]
[JsonSerializable(typeof(SplitPlan))]
[JsonSerializable(typeof(DataManifest))]
[JsonSerializable(typeof(DataSource))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(Hypothesis))]
[JsonSerializable(typeof(NoiseFloor))]
[JsonSerializable(typeof(RunIndexEntry))]
[JsonSerializable(typeof(RunIndexEntry[]))]
[JsonSerializable(typeof(VaultEntry))]
[JsonSerializable(typeof(StartSettings))]
internal sealed partial class MethodJson : JsonSerializerContext
{
    public static JsonObject ToObject<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!.AsObject();

    /// <summary>Writes the canonical tall form, whole or not at all.</summary>
    public static void WriteFile<T>(string path, T value, JsonTypeInfo<T> type) =>
        ProjectFile.WriteText(path, CanonicalJson.Tall(ToObject(value, type)));

    /// <summary>Reads a record back.</summary>
    /// <exception cref="StorageException">The file is missing, unreadable or not this record.</exception>
    public static T ReadFile<T>(string path, JsonTypeInfo<T> type, string tryThis)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw new JsonException("the file holds null");
        }
        catch (JsonException exception)
        {
            throw new StorageException(
                ExitCode.BadInput,
                $"{Path.GetFileName(path)} in the form that Hone writes",
                exception.Message.ReplaceLineEndings(" "),
                $"{path}, line {(exception.LineNumber ?? 0) + 1}",
                tryThis,
                exception);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(
                ExitCode.BadInput, $"{Path.GetFileName(path)} that can be read", exception.Message, path, tryThis, exception);
        }
    }
}
