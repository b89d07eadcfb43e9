using System.Diagnostics;

namespace Hone.Learn.Tests;

/// <summary>Feeds damaged inputs to a decoder. Only format errors may escape, no case may be slow or take much memory, and both outcomes must occur.</summary>
internal static class Fuzzer
{
    /// <summary>With this variable set to a number of seconds each fuzz test goes on that long, with new seeds.</summary>
    private const string LongModeVariable = "HONE_FUZZ_SECONDS";

    private const long MostBytes = 48L << 20;
    private static readonly TimeSpan s_longestCase = TimeSpan.FromSeconds(1);

    /// <summary>Runs the cases.</summary>
    /// <param name="name">Names the test in messages.</param>
    /// <param name="cases">Cases of the quick suite.</param>
    /// <param name="seeds">Valid inputs.</param>
    /// <param name="mutate">Damages a copy of an input.</param>
    /// <param name="decode">Decodes it to bytes.</param>
    public static void Run(string name, int cases, byte[][] seeds, Func<byte[], Random, byte[]> mutate, Func<byte[], byte[]> decode)
    {
        var clock = Stopwatch.StartNew();
        bool isLong = double.TryParse(Environment.GetEnvironmentVariable(LongModeVariable), out double seconds);
        int accepted = 0;
        int refused = 0;
        int index = 0;
        int randomSeed = isLong ? Environment.TickCount : 20260103;
        var random = new Random(randomSeed);
        for (; isLong ? clock.Elapsed.TotalSeconds < seconds : index < cases; index++)
        {
            byte[] input = mutate(seeds[index % seeds.Length], random);
            string place = $"{name}, case {index} of seed {randomSeed}";
            byte[]? first = Attempt(input, decode, place);
            if (first is null)
            {
                refused++;
                continue;
            }

            accepted++;
            if (index % 16 == 0)
            {
                Assert.Equal(first, Attempt(input, decode, place));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {index} cases, {accepted} accepted, {refused} refused, {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.True(accepted > index / 200, $"{name}: {accepted} of {index} accepted");
        Assert.True(refused > index / 200, $"{name}: {refused} of {index} refused");
    }

    /// <summary>Changes, removes, repeats or moves a few bytes.</summary>
    public static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        int changes = random.Next(1, 6);
        for (int i = 0; i < changes && bytes.Count > 0; i++)
        {
            // Half of the changes go into the headers, which are a small part of a file.
            int at = random.Next(random.Next(2) == 0 ? bytes.Count : Math.Min(bytes.Count, 200));
            switch (random.Next(7))
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
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(40), bytes.Count - at)));
                    break;
                case 4:
                    bytes[at] = random.Next(2) == 0 ? byte.MaxValue : byte.MinValue;
                    break;
                case 5:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(300), bytes.Count - at)));
                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }

                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[]? Attempt(byte[] input, Func<byte[], byte[]> decode, string place)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        byte[]? result = null;
        try
        {
            result = decode(input);
        }
        catch (HoneFormatException)
        {
            result = null;
        }
        catch (Exception error)
        {
            Assert.Fail($"{place}: {error.GetType().Name} escaped on {Convert.ToHexString(input)}: {error}");
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < s_longestCase, $"{place} took {Stopwatch.GetElapsedTime(start)} on {Convert.ToHexString(input)}");
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes < MostBytes, $"{place} took {bytes} bytes on {Convert.ToHexString(input)}");
        return result;
    }
}
