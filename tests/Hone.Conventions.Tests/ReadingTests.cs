using System.Diagnostics;
using System.Text.RegularExpressions;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Conventions.Tests;

/// <summary>READING.md shows the path of one batch; these tests keep it short and true.</summary>
public sealed partial class ReadingTests
{
    private const int LongestFile = 300;

    [Fact]
    public void Every_file_on_the_path_exists_and_reads_in_minutes()
    {
        string[] path = Path();
        Assert.InRange(path.Length, 9, 12);
        foreach (string file in path)
        {
            string full = System.IO.Path.Combine(Repository.Root, file);
            Assert.True(File.Exists(full), $"{file} is on the path and does not exist");
            Assert.True(File.ReadLines(full).Count() <= LongestFile, $"{file} has more than {LongestFile} lines");
        }
    }

    [Fact]
    public void One_batch_takes_the_path_that_is_written_down()
    {
        // A probe in the innermost layer sees who called it: from the learner down to the convolution.
        Sequential model = SmallResNet.Create(new() { Widths = [8], Classes = 2 }).Initialize(seed: 1);
        string? seen = null;
        Module convolution = model.Modules().First(module => module is Conv2d);
        using IDisposable probe = convolution.AddForwardHook((_, _, _) => seen ??= new StackTrace().ToString());
        float before = model.Parameters().First().Value.ToArray<float>()[0];

        new Learner(OneBatch(), model).Fit(1, new() { LearningRate = 0.1 });

        Assert.NotNull(seen);
        string[] callers = ["Conv2d", "Module.Forward", "ResBlock.Compute", "Sequential.Compute", "Learner.RunBatch", "Learner.Fit"];
        int at = 0;
        foreach (string caller in callers[1..])
        {
            int next = seen.IndexOf(caller, at, StringComparison.Ordinal);
            Assert.True(next >= 0, $"{caller} is not below {callers[0]} in:\n{seen}");
            at = next;
        }

        Assert.NotEqual(before, model.Parameters().First().Value.ToArray<float>()[0]);
    }

    [Fact]
    public void The_program_in_the_readme_is_the_sample()
    {
        string readme = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "README.md"));
        string sample = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "samples/QuickStart/Program.cs"));
        string program = sample[sample.IndexOf("ImageSet images", StringComparison.Ordinal)..].TrimEnd();
        Assert.Contains(program, readme, StringComparison.Ordinal);
    }

    private static string[] Path() =>
        [.. PathRow().Matches(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "READING.md"))).Select(match => match.Groups[1].Value)];

    private static DataLoaders OneBatch()
    {
        byte[] pixels = Enumerable.Range(0, 20 * 64).Select(i => (byte)((i * 37) % 251)).ToArray();
        ImageSet set = ImageSet.Create(pixels, Enumerable.Range(0, 20).Select(i => i % 2).ToArray(), 8, 8, 1, ["a", "b"], "test");
        DataBlock<int> block = ImageBlocks.FromSet(set) with { Splitter = new IndexSplitter([.. Enumerable.Range(0, 16)], [16, 17, 18, 19]) };
        return block.DataLoaders(ImageBlocks.Positions(set), new DataLoaderOptions { BatchSize = 16, Workers = 0 });
    }

    [GeneratedRegex(@"^\| \d+ \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PathRow();
}
