using System.Globalization;
using System.IO.Compression;
using Hone.Bench.Cli;
using Hone.Learn;

namespace Hone.Bench.Workloads.Trees;

/// <summary>A table with two classes, in rows to fit and rows held out. <c>bench/peer/tables.py</c> makes the same numbers.</summary>
internal sealed record TreeTable(TreeData Data, int[] Classes, TreeData TestData, int[] TestClasses)
{
    public const int SyntheticRows = 500_000;
    public const int SyntheticTestRows = 100_000;
    public const int SyntheticColumns = 20;

    private const int AdultColumns = 14;
    private const int HashesPerRow = 32;
    private static readonly int[] AdultNumbers = [0, 2, 4, 10, 11, 12];

    /// <summary>The columns of Adult that hold categories.</summary>
    public static int[] AdultCategories { get; } = [.. Enumerable.Range(0, AdultColumns).Except(AdultNumbers)];

    /// <summary>The folder of <c>adult-train.csv.gz</c> and others: what <c>HONE_DATA</c> says.</summary>
    /// <exception cref="BenchException">It is not set.</exception>
    public static string Folder => Environment.GetEnvironmentVariable("HONE_DATA")
        ?? throw new BenchException("The folder with the datasets in HONE_DATA.", "no such variable", "DATA.md says where to get them");

    /// <summary>Adult, official split; categories are numbered as they first occur.</summary>
    /// <param name="isNative">Whether categories are told to be such and "?" is missing; otherwise all are numbers, and "?" is a category like others.</param>
    public static TreeTable Adult(bool isNative)
    {
        Dictionary<string, int>[] codes = [.. Enumerable.Range(0, AdultColumns).Select(_ => new Dictionary<string, int>())];
        (TreeData data, int[] classes) = ReadAdult("adult-train.csv.gz", codes, isNative);
        (TreeData testData, int[] testClasses) = ReadAdult("adult-test.csv.gz", codes, isNative);
        return new(data, classes, testData, testClasses);
    }

    /// <summary>500,000 rows of 20 even numbers in [0, 1), and a class that follows six columns and noise: half of the rows each.</summary>
    public static TreeTable Synthetic()
    {
        (TreeData data, int[] classes) = Synthesize(0, SyntheticRows);
        (TreeData testData, int[] testClasses) = Synthesize(SyntheticRows, SyntheticTestRows);
        return new(data, classes, testData, testClasses);
    }

    private static (TreeData Data, int[] Classes) ReadAdult(string name, Dictionary<string, int>[] codes, bool isNative)
    {
        List<float>[] columns = [.. Enumerable.Range(0, AdultColumns).Select(_ => new List<float>())];
        var classes = new List<int>();
        using var text = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            string[] fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length <= AdultColumns)
            {
                continue;
            }

            for (int c = 0; c < AdultColumns; c++)
            {
                string field = fields[c];
                columns[c].Add(field == "?" && isNative ? float.NaN
                    : AdultNumbers.Contains(c) ? float.Parse(field, CultureInfo.InvariantCulture)
                    : codes[c].TryGetValue(field, out int code) ? code
                    : codes[c][field] = codes[c].Count);
            }

            classes.Add(fields[AdultColumns].StartsWith(">50K", StringComparison.Ordinal) ? 1 : 0);
        }

        var options = new TreeDataOptions { Categorical = isNative ? AdultCategories : [] };
        return (TreeData.FromColumns([.. columns.Select(column => column.ToArray())], options), [.. classes]);
    }

    private static (TreeData Data, int[] Classes) Synthesize(int first, int rows)
    {
        float[][] columns = [.. Enumerable.Range(0, SyntheticColumns).Select(_ => new float[rows])];
        var classes = new int[rows];
        Span<double> x = stackalloc double[HashesPerRow];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < HashesPerRow; i++)
            {
                x[i] = (Mix((ulong)(((long)(first + row) * HashesPerRow) + i)) >> 40) * (1.0 / (1 << 24));
            }

            for (int c = 0; c < SyntheticColumns; c++)
            {
                columns[c][row] = (float)x[c];
            }

            double score = (x[0] - 0.5) * (x[1] - 0.5) * 8;
            score += x[2];
            score += x[3] * x[3];
            score += x[4] > 0.5 ? x[5] : 1 - x[5];
            score += x[28] + x[29] + x[30] + x[31] - 2;
            classes[row] = score > 1.33 ? 1 : 0;
        }

        return (TreeData.FromColumns(columns), classes);
    }

    /// <summary>The finalizer of SplitMix64 over a counter.</summary>
    private static ulong Mix(ulong x)
    {
        x = (x * 0x9E3779B97F4A7C15) + 0x1234567;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
