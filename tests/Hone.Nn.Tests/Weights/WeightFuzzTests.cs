using System.Diagnostics;

namespace Hone.Nn.Tests.Weights;

/// <summary>Damaged files with a fixed seed: only HoneFormatException may escape, no case is slow, none takes much memory.</summary>
public sealed class WeightFuzzTests
{
    private const long MostBytes = 16L << 20;
    private static readonly TimeSpan s_longestCase = TimeSpan.FromSeconds(1);
    private static readonly TorchFileOptions s_options = new() { ExtraBytes = 1 << 20 };

    [Fact]
    public void Damaged_torch_streams_raise_format_errors_only() => Fuzz(10_000, Torch("legacy"), ReadTorch);

    [Fact]
    public void Damaged_torch_archives_raise_format_errors_only() => Fuzz(10_000, Torch("zip"), ReadTorch);

    [Fact]
    public void Damaged_pickles_in_sound_archives_raise_format_errors_only()
    {
        // The checksums of a damaged archive hide its pickle; here only the pickle is damaged.
        byte[] program = [0x80, 2, .. "}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nByteStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0004tQK\0K\u0002"u8, 0x85, .. "K\u0001"u8, 0x85, 0x89, .. "}tRs."u8];
        Fuzz(6_000, [program], pickle => ReadTorch(TorchFileTests.Zip(pickle, [1, 2, 3, 4])));
    }

    [Fact]
    public void Damaged_safetensors_raise_format_errors_only()
    {
        byte[][] seeds = [.. new[] { "torch_module", "torch_state" }.Select(name => File.ReadAllBytes(TorchFileTests.Fixture(name + ".safetensors")))];
        Fuzz(10_000, seeds, bytes => SafetensorsReader.Read("fuzz", new MemoryStream(bytes)));
    }

    [Fact]
    public void Damaged_manifests_raise_format_errors_only()
    {
        byte[] json = """{"modelTopology":null,"weightsManifest":[{"paths":["a.bin"],"weights":[{"name":"k","shape":[2,3],"dtype":"float32","quantization":{"min":-0.5,"scale":1e-2,"dtype":"uint8"}},{"name":"b","shape":[1],"dtype":"int32"}]}]}"""u8.ToArray();
        byte[] script = """e.exports={weightsManifest:[{paths:["a"],weights:[{name:"k",shape:[5],dtype:"float32",quantization:{dtype:"float16"}}]}]},!0"""u8.ToArray();
        Fuzz(20_000, [json, script], bytes => TfjsWeights.Parse("fuzz", bytes, _ => new byte[10]));
    }

    [Fact]
    public void Damaged_weight_modules_raise_format_errors_only() =>
        Fuzz(20_000, ["""module.exports="AAECAwQFBgcICQ==";"x" """u8.ToArray()], bytes => TfjsShard.Decode("fuzz", bytes));

    private static byte[][] Torch(string form) =>
        [.. new[] { "torch_module", "torch_state", "torch_checkpoint" }.Select(name => File.ReadAllBytes(TorchFileTests.Fixture($"{name}.{form}.pt")))];

    private static object ReadTorch(byte[] bytes)
    {
        TorchCheckpoint checkpoint = TorchFile.Read("fuzz", new MemoryStream(bytes), s_options);
        return checkpoint.StateDict();
    }

    private static void Fuzz(int cases, byte[][] seeds, Func<byte[], object> read)
    {
        var random = new Random(20260404);
        var clock = Stopwatch.StartNew();
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < cases; i++)
        {
            byte[] input = Mutate(seeds[i % seeds.Length], random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                read(input);
                accepted++;
            }
            catch (HoneFormatException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"case {i}: {error.GetType().Name} escaped on {Convert.ToHexString(input)}: {error}");
            }

            Assert.True(Stopwatch.GetElapsedTime(start) < s_longestCase, $"case {i} took {Stopwatch.GetElapsedTime(start)} on {Convert.ToHexString(input)}");
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(bytes < MostBytes, $"case {i} took {bytes} bytes on {Convert.ToHexString(input)}");
        }

        // A fuzzer that reaches only one side tests nothing.
        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} accepted, {refused} refused, {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.True(accepted > (accepted + refused) / 500, $"{accepted} of {accepted + refused} accepted");
        Assert.True(refused > (accepted + refused) / 100, $"{refused} of {accepted + refused} refused");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        int changes = random.Next(1, 4);
        for (int i = 0; i < changes && bytes.Count > 0; i++)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(Math.Min(20, bytes.Count - at) + 1));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(20), bytes.Count - at)));
                    break;
                default:
                    bytes[at] = random.Next(2) == 0 ? byte.MaxValue : byte.MinValue;
                    break;
            }
        }

        return [.. bytes];
    }
}
