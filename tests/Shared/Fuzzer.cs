using System.Diagnostics;
using System.Globalization;

namespace Hone.Tests;

/// <summary>Feeds damaged inputs to a decoder. Only format errors may escape, no case may be slow or take much memory, and both outcomes must occur.</summary>
/// <remarks>
/// The suite runs a fixed number of cases from a fixed seed. With <see cref="SecondsVariable"/> set, as <c>tools/fuzz.sh</c> does, each test goes on for that many seconds with seeds that
/// nobody has tried; a failure names the seed, the case and the input.
/// </remarks>
internal static class Fuzzer
{
    public const string SecondsVariable = "HONE_FUZZ_SECONDS";
    public const string SeedVariable = "HONE_FUZZ_SEED";

    /// <summary>The trait of all fuzz tests, by which they are selected.</summary>
    public const string Category = "Category";

    public const string Fuzz = "Fuzz";

    private const long UsualMostBytes = 48L << 20;
    private const int UsualSeed = 20260103;
    private const int Tries = 3;
    private static readonly TimeSpan s_longestCase = TimeSpan.FromSeconds(1);

    /// <summary>Runs the cases.</summary>
    /// <param name="name">Names the test in messages.</param>
    /// <param name="cases">Cases of the quick suite.</param>
    /// <param name="seeds">Valid inputs.</param>
    /// <param name="mutate">Damages a copy of an input.</param>
    /// <param name="decode">Decodes it to bytes.</param>
    /// <param name="mostBytes">What one case may take from the garbage collector.</param>
    public static void Run(string name, int cases, byte[][] seeds, Func<byte[], Random, byte[]> mutate, Func<byte[], byte[]> decode, long mostBytes = UsualMostBytes)
    {
        var clock = Stopwatch.StartNew();
        double? seconds = Number(SecondsVariable);
        int randomSeed = seconds is null ? UsualSeed : (int?)Number(SeedVariable) ?? Environment.TickCount;
        var random = new Random(randomSeed);
        int accepted = 0;
        int refused = 0;
        int index = 0;
        for (; seconds is { } most ? clock.Elapsed.TotalSeconds < most : index < cases; index++)
        {
            byte[] input = mutate(seeds[index % seeds.Length], random);
            string place = $"{name}, case {index} of seed {randomSeed}";
            byte[]? first = Attempt(input, decode, place, mostBytes);
            if (first is null)
            {
                refused++;
                continue;
            }

            accepted++;
            if (index % 16 == 0)
            {
                Assert.Equal(first, Attempt(input, decode, place, mostBytes));
            }
        }

        string line = string.Create(CultureInfo.InvariantCulture, $"fuzz: {name}: {index} cases, {accepted} accepted, {refused} refused, {clock.Elapsed.TotalSeconds:0.0} s");
        TestContext.Current.TestOutputHelper?.WriteLine(line);

        // A fuzzer that reaches only one side tests nothing.
        Assert.True(accepted > index / 500, $"{name}: {accepted} of {index} accepted");
        Assert.True(refused > index / 500, $"{name}: {refused} of {index} refused");
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

    /// <summary>Puts other numbers and words into JSON that stays JSON nearly always; one time in four bytes are damaged instead.</summary>
    public static byte[] MutateJson(byte[] seed, Random random)
    {
        if (random.Next(4) == 0)
        {
            return Mutate(seed, random);
        }

        string text = System.Text.Encoding.UTF8.GetString(seed);
        string[] values = ["0", "1", "-1", "2", "3", "7", "65536", "999999", "2147483647", "2147483648", "-2147483648", "1e9", "1e400", "0.5", "null", "true", "false", "\"x\"", "\"\"", "[]", "{}", "[1,2,3]"];
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            System.Text.RegularExpressions.MatchCollection tokens = System.Text.RegularExpressions.Regex.Matches(text, """-?\d[\d.eE+-]*|"(?:[^"\\]|\\.)*"|true|false|null""");
            if (tokens.Count == 0)
            {
                break;
            }

            System.Text.RegularExpressions.Match token = tokens[random.Next(tokens.Count)];
            string value = random.Next(3) == 0 ? tokens[random.Next(tokens.Count)].Value : values[random.Next(values.Length)];
            text = string.Concat(text.AsSpan(0, token.Index), value, text.AsSpan(token.Index + token.Length));
        }

        return System.Text.Encoding.UTF8.GetBytes(text);
    }

    private static double? Number(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static byte[]? Attempt(byte[] input, Func<byte[], byte[]> decode, string place, long mostBytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        byte[]? result = Decoded(input, decode, place);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        for (int i = 1; i < Tries && time >= s_longestCase; i++)
        {
            // A busy machine can stop a thread for a second; only what is slow each time is slow.
            start = Stopwatch.GetTimestamp();
            Decoded(input, decode, place);
            time = TimeSpan.FromTicks(Math.Min(time.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        Assert.True(time < s_longestCase, $"{place} took {time} on {Convert.ToHexString(input)}");
        Assert.True(bytes < mostBytes, $"{place} took {bytes} bytes on {Convert.ToHexString(input)}");
        return result;
    }

    private static byte[]? Decoded(byte[] input, Func<byte[], byte[]> decode, string place)
    {
        try
        {
            return decode(input);
        }
        catch (HoneFormatException)
        {
            return null;
        }
        catch (Exception error)
        {
            Assert.Fail($"{place}: {error.GetType().Name} escaped on {Convert.ToHexString(input)}: {error}");
            return null;
        }
    }
}
