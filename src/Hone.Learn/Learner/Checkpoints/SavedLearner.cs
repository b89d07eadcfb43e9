using System.Text;
using System.Text.Json;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>The file of <see cref="Learner.Save"/>: tensors under the prefixes of a <see cref="Checkpoint"/>, random streams as JSON in the metadata. Checkpoints are read as well.</summary>
internal sealed class SavedLearner
{
    private const string MetadataKey = "hone-learner";
    private const int Version = 1;

    private readonly Dictionary<string, Tensor> _model;
    private readonly IReadOnlyDictionary<string, RandomStreamState> _random;

    private SavedLearner(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, RandomStreamState> random)
    {
        _model = Checkpoint.Part(tensors, Checkpoint.ModelPrefix);
        _random = random;
        Optimizer = Checkpoint.Part(tensors, Checkpoint.OptimizerPrefix);
    }

    /// <summary>The state of the optimizer; empty when the file holds none.</summary>
    public IReadOnlyDictionary<string, Tensor> Optimizer { get; }

    public static void Write(string path, Module model, Optimizer? optimizer)
    {
        Dictionary<string, Tensor> tensors = Checkpoint.StateOf(model, optimizer);
        Safetensors.Write(path, tensors, new Dictionary<string, string> { [MetadataKey] = Json(model) });
    }

    public static SavedLearner Read(string path)
    {
        SafetensorsContent content = Safetensors.Read(path);
        if (content.Metadata.TryGetValue(Checkpoint.MetadataKey, out string? checkpoint))
        {
            return new SavedLearner(content.Tensors, CheckpointJson.Parse(checkpoint, path).RandomStreams);
        }

        return content.Metadata.TryGetValue(MetadataKey, out string? json)
            ? new SavedLearner(content.Tensors, Parse(json, path))
            : throw new HoneFormatException(path, 0, $"A saved learner has \"{MetadataKey}\" in its metadata.", $"{content.Metadata.Count} other entries", "weights alone are loaded by learner.Model.Load(path)");
    }

    /// <summary>Puts weights, buffers and random streams into a model.</summary>
    public StateDictReport LoadModel(Module model, bool strict)
    {
        StateDictReport report = model.LoadStateDict(_model, strict);
        if (strict)
        {
            model.LoadRandomState(_random);
        }

        return report;
    }

    private static string Json(Module model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            CheckpointJson.WriteStreams(json, model.RandomState());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Dictionary<string, RandomStreamState> Parse(string text, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            int version = document.RootElement.GetProperty("version").GetInt32();
            return version == Version
                ? CheckpointJson.ReadStreams(document.RootElement)
                : throw new FormatException($"version {version}, this program reads version {Version}");
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HoneFormatException(path, 0, "The metadata of a saved learner is complete.", error.Message, "save the learner again", error);
        }
    }
}
