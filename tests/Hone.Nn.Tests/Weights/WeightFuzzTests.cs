using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Hone.Nn.Tests.Weights;

/// <summary>Damaged files with a fixed seed: only HoneFormatException may escape, no case is slow, none takes much memory.</summary>
[Trait(Fuzzer.Category, Fuzzer.Fuzz)]
public sealed class WeightFuzzTests
{
    private const long MostBytes = 16L << 20;
    private static readonly TorchFileOptions s_options = new() { ExtraBytes = 1 << 20 };

    [Fact]
    public void Damaged_torch_streams_raise_format_errors_only() => Fuzz("torch stream", 10_000, Torch("legacy"), ReadTorch);

    [Fact]
    public void Damaged_torch_archives_raise_format_errors_only() => Fuzz("torch archive", 10_000, Torch("zip"), ReadTorch);

    [Fact]
    public void Damaged_pickles_in_sound_archives_raise_format_errors_only()
    {
        // The checksums of a damaged archive hide its pickle; here only the pickle is damaged.
        byte[] program = [0x80, 2, .. "}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nByteStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0004tQK\0K\u0002"u8, 0x85, .. "K\u0001"u8, 0x85, 0x89, .. "}tRs."u8];
        Fuzz("pickle in an archive", 6_000, [program], pickle => ReadTorch(TorchFileTests.Zip(pickle, [1, 2, 3, 4])));
    }

    [Fact]
    public void Damaged_safetensors_raise_format_errors_only()
    {
        Fuzz("safetensors", 10_000, Safetensors(), ReadSafetensors);
    }

    [Fact]
    public void Other_headers_of_the_right_length_raise_format_errors_only()
    {
        // Damaged bytes rarely leave a header that is JSON; here only what it says is wrong.
        Fuzzer.Run("safetensors header", 10_000, Safetensors(), MutateHeader, ReadSafetensors, MostBytes);
    }

    [Fact]
    public void Damaged_indexes_of_several_files_raise_format_errors_only()
    {
        string folder = Directory.CreateTempSubdirectory("hone-fuzz-").FullName;
        try
        {
            string index = Path.Combine(folder, "model.safetensors.index.json");
            Nn.Safetensors.Write(Path.Combine(folder, "a.safetensors"), new Dictionary<string, Tensor> { ["w"] = Tensor.Ones([2]), ["b"] = Tensor.Zeros([1]) });
            Nn.Safetensors.Write(Path.Combine(folder, "b.safetensors"), new Dictionary<string, Tensor> { ["v"] = Tensor.Ones([3]) });
            byte[] seed = """{"metadata":{"total_size":24},"weight_map":{"w":"a.safetensors","b":"a.safetensors","v":"b.safetensors"}}"""u8.ToArray();
            Fuzzer.Run("index", 3_000, [seed], Fuzzer.MutateJson, bytes => ReadIndex(index, bytes), MostBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Damaged_manifests_raise_format_errors_only()
    {
        byte[] json = """{"modelTopology":null,"weightsManifest":[{"paths":["a.bin"],"weights":[{"name":"k","shape":[2,3],"dtype":"float32","quantization":{"min":-0.5,"scale":1e-2,"dtype":"uint8"}},{"name":"b","shape":[1],"dtype":"int32"}]}]}"""u8.ToArray();
        byte[] script = """e.exports={weightsManifest:[{paths:["a"],weights:[{name:"k",shape:[5],dtype:"float32",quantization:{dtype:"float16"}}]}]},!0"""u8.ToArray();
        Fuzz("manifest", 20_000, [json, script], Read);
        Fuzzer.Run("other manifests", 10_000, [json], Fuzzer.MutateJson, Read, MostBytes);

        byte[] Read(byte[] bytes) => Bytes(TfjsWeights.Parse("fuzz", bytes, _ => new byte[10]));
    }

    [Fact]
    public void Damaged_weight_modules_raise_format_errors_only() =>
        Fuzz("weight module", 20_000, ["""module.exports="AAECAwQFBgcICQ==";"x" """u8.ToArray()], bytes => TfjsShard.Decode("fuzz", bytes));

    private static byte[][] Torch(string form) =>
        [.. new[] { "torch_module", "torch_state", "torch_checkpoint" }.Select(name => File.ReadAllBytes(TorchFileTests.Fixture($"{name}.{form}.pt")))];

    private static byte[] ReadTorch(byte[] bytes) => Bytes(TorchFile.Read("fuzz", new MemoryStream(bytes), s_options).StateDict());

    private static byte[][] Safetensors() => [.. new[] { "torch_module", "torch_state" }.Select(name => File.ReadAllBytes(TorchFileTests.Fixture(name + ".safetensors")))];

    private static byte[] ReadSafetensors(byte[] bytes) => Bytes(SafetensorsReader.Read("fuzz", new MemoryStream(bytes)).Tensors);

    /// <summary>Another JSON header, its length before it, and the old data behind it.</summary>
    private static byte[] MutateHeader(byte[] seed, Random random)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(seed);
        byte[] header = Fuzzer.MutateJson(seed[8..(8 + length)], random);
        var start = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(start, header.Length);
        return [.. start, .. header, .. seed[(8 + length)..]];
    }

    private static byte[] ReadIndex(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        try
        {
            return Bytes(ShardedSafetensors.Read(path));
        }
        catch (HoneException error) when (error is not HoneFormatException && error.Message.Contains("can be read", StringComparison.Ordinal))
        {
            // A file that the index names is missing.
            throw new HoneFormatException(path, null, error.Message);
        }
    }

    private static void Fuzz(string name, int cases, byte[][] seeds, Func<byte[], byte[]> read) => Fuzzer.Run(name, cases, seeds, Fuzzer.Mutate, read, MostBytes);

    /// <summary>Names, types, shapes and values.</summary>
    private static byte[] Bytes(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        using var bytes = new MemoryStream();
        foreach ((string name, Tensor tensor) in tensors)
        {
            bytes.Write(Encoding.UTF8.GetBytes($"{name} {tensor.DType} {tensor.Shape}\n"));
            bytes.Write(Encoding.UTF8.GetBytes(tensor.ElementCount < 100 ? tensor.To(DType.Float64).ToArray<double>().Sum().ToString("R", CultureInfo.InvariantCulture) : "many"));
        }

        return bytes.ToArray();
    }
}
