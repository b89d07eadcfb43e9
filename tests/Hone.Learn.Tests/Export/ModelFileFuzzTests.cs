using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>Damaged .hone files and checkpoints: as bytes, and behind sound archives and hashes, where the damage reaches what builds the model.</summary>
[Trait(Fuzzer.Category, Fuzzer.Fuzz)]
[Collection("memory pool")]
public sealed class ModelFileFuzzTests : IDisposable
{
    // Small, so that a case that ignores it is seen.
    private static readonly PredictorOptions s_options = new() { MostInputValues = 1 << 20 };

    private readonly TemporaryFolder _folder = new();

    private string ModelPath => Path.Combine(_folder.Root, "fuzz.hone");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_model_files_raise_format_errors_only() => Fuzzer.Run("model file", 1_000, Seeds(), Fuzzer.Mutate, Load);

    [Fact]
    public void Other_descriptions_in_sound_files_raise_format_errors_only()
    {
        Fuzzer.Run("model description", 3_000, Seeds(), (seed, random) => Rebuild(seed, json => Fuzzer.MutateJson(json, random), weights => weights), Load);
    }

    [Fact]
    public void Other_weights_in_sound_files_raise_format_errors_only()
    {
        Fuzzer.Run("model weights", 1_000, Seeds(), (seed, random) => Rebuild(seed, json => json, weights => Fuzzer.Mutate(weights, random)), Load);
    }

    [Fact]
    public void Damaged_checkpoints_raise_format_errors_only()
    {
        string path = Path.Combine(_folder.Root, "last.safetensors");
        SmallTraining.Learner().FitOneCycle(1, 5e-3, new FitOptions { Callbacks = [new CheckpointCallback(path)] });
        byte[] seed = File.ReadAllBytes(path);
        SafetensorsContent content = Safetensors.Read(path);
        Fuzzer.Run("checkpoint", 300, [seed], Fuzzer.Mutate, Read);
        byte[] state = Encoding.UTF8.GetBytes(content.Metadata["hone"]);
        Fuzzer.Run("checkpoint state", 1_000, [state], Fuzzer.MutateJson, json =>
        {
            using var stream = new MemoryStream();
            Safetensors.Write(stream, new Dictionary<string, Tensor>(), new Dictionary<string, string> { ["hone"] = Encoding.UTF8.GetString(json) });
            return Read(stream.ToArray());
        });

        byte[] Read(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            Checkpoint checkpoint = Checkpoint.Read(path);
            return Encoding.UTF8.GetBytes($"{checkpoint.FinishedEpochs} {checkpoint.EpochCount} {checkpoint.Epochs.Count}");
        }
    }

    private byte[][] Seeds()
    {
        List<byte[]> seeds = [];
        foreach (Learner learner in (Learner[])[TrainedModels.Patterns(batches: [new Normalize()]), TrainedModels.Patterns(), SeveralInputsTests.Siamese()])
        {
            learner.Export(ModelPath);
            seeds.Add(File.ReadAllBytes(ModelPath));
        }

        return [.. seeds];
    }

    private byte[] Load(byte[] bytes)
    {
        File.WriteAllBytes(ModelPath, bytes);
        Predictor predictor = Predictor.Load(ModelPath, s_options);
        return Encoding.UTF8.GetBytes($"{predictor.InputShape} {predictor.OutputShape} {string.Join(' ', predictor.Vocab)}");
    }

    /// <summary>The file with other contents; the hash of the weights is made right.</summary>
    private static byte[] Rebuild(byte[] file, Func<byte[], byte[]> changeJson, Func<byte[], byte[]> changeWeights)
    {
        using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        byte[] weights = changeWeights(Content(archive, "weights.safetensors"));
        byte[] json = changeJson(WithHash(Content(archive, "model.json"), weights));
        using var rebuilt = new MemoryStream();
        using (var target = new ZipArchive(rebuilt, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(target, "model.json", json);
            Add(target, "weights.safetensors", weights);
        }

        return rebuilt.ToArray();
    }

    private static byte[] WithHash(byte[] json, byte[] weights)
    {
        JsonNode description = JsonNode.Parse(json)!;
        description["weightsSha256"] = Convert.ToHexStringLower(SHA256.HashData(weights));
        return Encoding.UTF8.GetBytes(description.ToJsonString());
    }

    private static byte[] Content(ZipArchive archive, string name)
    {
        using var content = new MemoryStream();
        using Stream stream = archive.GetEntry(name)!.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        using Stream stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }
}
